"""The goldens that rubrics carry, put to a critic: what it answers beside what it must answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casewright.agents.protocol import Critic
from casewright.certificates import Rate
from casewright.graphs.verdicts import verdict_of
from casewright.measures.rates import clustered_rate
from casewright.rubrics.goldens import GoldenCase
from casewright.types import Answer, Vote, VoteFailure

__all__ = ["GoldenAnswer", "GoldenFigures", "ask_goldens", "golden_figures"]

AT_ONCE = 4
"""Texts that a critic has before it at the same time."""


@dataclass(frozen=True, slots=True)
class GoldenAnswer:
    """One criterion of one golden. ``vote`` is ``None`` where the critic had nothing to say."""

    case: GoldenCase
    criterion: str
    expected: Answer
    vote: Vote | VoteFailure | None

    @property
    def found(self) -> Answer | None:
        """The answer; ``None`` where there is none."""
        return self.vote.answer if isinstance(self.vote, Vote) else None

    @property
    def holds(self) -> bool:
        return self.found == self.expected

    @property
    def silence(self) -> str:
        """Why there is no answer; empty where there is one."""
        if isinstance(self.vote, VoteFailure):
            return f"{self.vote.kind}: {self.vote.message}"
        return "" if self.vote else "not asked, or nothing to find"

    @property
    def fault(self) -> str | None:
        """``false accept``, ``false reject``, or ``None`` where the verdict stays right or open."""
        wanted, told = self._verdicts()
        if (wanted, told) == ("unmet", "met"):
            return "false accept"
        return "false reject" if (wanted, told) == ("met", "unmet") else None

    def counts_as(self, verdict: str) -> bool:
        """Whether it has a verdict, and the right one is this."""
        wanted, told = self._verdicts()
        return wanted == verdict and told in ("met", "unmet")

    def _verdicts(self) -> tuple[str | None, str | None]:
        want = next((item.want for item in self.case.rubric.criteria if item.id == self.criterion), None)
        if want is None:
            return None, None
        return verdict_of(self.expected, want), None if self.found is None else verdict_of(self.found, want)


@dataclass(frozen=True, slots=True)
class GoldenFigures:
    """What answers add up to. The answers about one text aren't independent: intervals are those of clusters."""

    texts: int
    answers: int
    wrong: int
    unanswered: int
    false_accepts: Rate
    """Called met, of the answers to questions whose right verdict is unmet."""
    false_rejects: Rate
    """Called unmet, of the answers to questions whose right verdict is met."""


async def ask_goldens(
    critic: Critic, cases: Sequence[GoldenCase], progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[GoldenAnswer, ...]:
    """Every answer that the goldens name, in their order.

    Raises:
        PausedError: the critic's model can't be reached.
    """
    gate, done = asyncio.Semaphore(AT_ONCE), 0

    async def ask(case: GoldenCase) -> list[GoldenAnswer]:
        nonlocal done
        async with gate:
            found = list(await _answers(critic, case))
        done += 1
        progress(done, len(cases))
        return found

    return tuple(answer for found in await asyncio.gather(*map(ask, cases)) for answer in found)


async def _answers(critic: Critic, case: GoldenCase) -> Iterator[GoldenAnswer]:
    age = None if case.age is None else int(case.age)
    votes = await critic.review(case.report, case.rubric, age) if case.rubric.criteria else ()
    own = {vote.criterion: vote for vote in votes if vote.critic == critic.name}
    return (GoldenAnswer(case, name, expected, own.get(name)) for name, expected in case.expected.items())


def golden_figures(answers: Sequence[GoldenAnswer]) -> GoldenFigures:
    """False accepts and false rejects with n and interval, and how many answers differ at all."""
    texts: dict[tuple[str, int], list[GoldenAnswer]] = {}
    for one in answers:
        texts.setdefault((one.case.source, one.case.line), []).append(one)
    return GoldenFigures(
        texts=len(texts),
        answers=len(answers),
        wrong=sum(not one.holds for one in answers),
        unanswered=sum(one.found is None for one in answers),
        false_accepts=_share(texts, "unmet", "false accept"),
        false_rejects=_share(texts, "met", "false reject"),
    )


def _share(texts: Mapping[tuple[str, int], Sequence[GoldenAnswer]], verdict: str, fault: str) -> Rate:
    counted = ([one for one in found if one.counts_as(verdict)] for found in texts.values())
    return clustered_rate((sum(one.fault == fault for one in found), len(found)) for found in counted)
