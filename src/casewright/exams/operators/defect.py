"""What a planted defect is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from casewright.exams.bases import Base
from casewright.types import Fact, Report

__all__ = ["Defect", "Operator", "Stage"]

Stage = Literal["diversity", "privacy", "facts", "critics"]


@dataclass(frozen=True, slots=True)
class Defect:
    """A good report with one thing spoilt.

    ``facts`` are those that the spoilt text tells: with them the truth of every criterion follows. ``None`` where the
    text can't be said to tell facts any more, and nobody is asked criteria about it. ``judged_as`` is the code to judge
    it as where that is the defect. ``expects`` is the first stage of the gate that should object.
    """

    operator: str
    base: str
    report: Report
    expects: Stage
    description: str
    facts: tuple[Fact, ...] | None = None
    judged_as: str | None = None


class Operator(Protocol):
    """Plants its defect; the same base and seed give the same text."""

    def __call__(self, base: Base, seed: int = 0) -> Defect | None:
        """The spoilt report, or ``None`` where the operator does not apply."""
