"""Who speaks: a writer drafts, a critic votes. Both are frozen dataclasses with one async method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from casewright.rubrics import ResolvedRubric
from casewright.types import Case, FactCheck, Reason, Report, Vote, VoteFailure

__all__ = ["Brief", "Critic", "Writer"]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a writer is told: the case, and for a later attempt the draft to repair and why.

    ``previous`` is masked where it copied; ``feedback`` names criteria and facts and why, never a score.
    ``checked`` says which facts of the previous draft stood, and where content was added.
    """

    case: Case
    attempt: int
    previous: Report | None = None
    feedback: tuple[Reason, ...] = ()
    checked: FactCheck | None = None


class Writer(Protocol):
    """Turns told facts into a report."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    async def write(self, brief: Brief) -> Report:
        """Drafts or repairs.

        Raises:
            ModelFailure: no draft (refusal, empty, truncated…).
        """


class Critic(Protocol):
    """Answers criteria about a report. Whether its votes decide is said by certificates, never by itself."""

    @property
    def name(self) -> str:
        """Its votes bear this name; those of its members another."""

    @property
    def fingerprint(self) -> str:
        """Of whatever its answers depend on, except certificates, which are kept by it."""

    @property
    def family(self) -> str | None:
        """Who trained its model; several joined by ``+`` for a jury, ``None`` for code."""

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        """One vote or typed failure for each applicable criterion; it never raises for a model's fault."""
