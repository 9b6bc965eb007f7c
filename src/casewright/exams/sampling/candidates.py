"""Questions that could be put to people, with what critics say to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casewright.agents.protocol import Critic
from casewright.graphs.parts import Resolver
from casewright.graphs.verdicts import verdict_of
from casewright.rubrics import Criterion
from casewright.types import Report, Vote, VoteFailure

__all__ = ["Candidate", "Thresholds", "ToLabel", "find_candidates"]

Thresholds = Mapping[tuple[str, str], float]
"""By (critic, criterion id), the log-probability margin from which on an answer counts."""


@dataclass(frozen=True, slots=True)
class ToLabel:
    """A report that could be labelled. Of one ``group`` only one report is put on a sheet."""

    id: str
    report: Report
    system: str
    code: str
    group: str
    age: int | None = None
    votes: tuple[Vote, ...] = ()
    """Those it brings, from a record."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One criterion about one report, with the votes on it."""

    source: ToLabel
    criterion: Criterion
    votes: tuple[Vote | VoteFailure, ...]
    thresholds: tuple[tuple[str, float], ...] = ()
    """By critic, for this criterion."""

    @property
    def stratum(self) -> tuple[str, str, str]:
        """Language, family, and what the first critic says: what is rare in any of them gets its turn."""
        said = next((vote.answer for vote in self.votes if isinstance(vote, Vote)), "none")
        return self.source.report.language, f"{self.criterion.role}/{self.criterion.aspect}", said

    @property
    def disagreement(self) -> float:
        """Share of pairs of critics whose answers give different verdicts, 0 to 1."""
        states = [verdict_of(vote.answer, self.criterion.want) for vote in self.votes if isinstance(vote, Vote)]
        pairs = [(one, other) for at, one in enumerate(states) for other in states[at + 1 :]]
        return sum(one != other for one, other in pairs) / len(pairs) if pairs else 0.0

    @property
    def nearness(self) -> float:
        """1 at a critic's threshold of log-probabilities, towards 0 far from it; 0 without log-probabilities."""
        named = dict(self.thresholds)
        margins = [vote for vote in self.votes if isinstance(vote, Vote) and vote.margin is not None]
        away = [abs((vote.margin or 0.0) - named.get(vote.critic, 0.0)) for vote in margins]
        return 1 / (1 + min(away)) if away else 0.0

    @property
    def uncertainty(self) -> float:
        """The larger of both."""
        return max(self.disagreement, self.nearness)

    @property
    def why(self) -> str:
        """For the key, never for the sheet."""
        told = [f"critics disagree ({self.disagreement:.2f})"] if self.disagreement else []
        told += [f"near a threshold ({self.nearness:.2f})"] if self.nearness else []
        return "; ".join([*told, " ".join(self.stratum)])


async def find_candidates(
    sources: Iterable[ToLabel], resolve: Resolver, critics: Sequence[Critic], thresholds: Thresholds | None = None
) -> list[Candidate]:
    """Every applicable criterion about every report, with the votes of these critics and those the report brings.

    Raises:
        CasewrightError: a code that has no rubric.
        PausedError: a model can't be asked now.
    """
    found: list[Candidate] = []
    for source in sources:
        rubric = resolve(source.system, source.code, source.report.kind)
        votes: list[Vote | VoteFailure] = list(source.votes)
        brought = {vote.critic for vote in source.votes}
        for critic in critics:
            if critic.name not in brought:
                votes += await critic.review(source.report, rubric, source.age)
        found += [
            Candidate(source, item, tuple(vote for vote in votes if vote.criterion == item.id), _of(item, thresholds))
            for item in rubric.applicable(source.age)
        ]
    return found


def _of(criterion: Criterion, thresholds: Thresholds | None) -> tuple[tuple[str, float], ...]:
    return tuple((critic, value) for (critic, name), value in (thresholds or {}).items() if name == criterion.id)
