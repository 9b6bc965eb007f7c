"""A cascade: a cheap critic first, a dear one only where the cheap one is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casewright.agents.protocol import Critic
from casewright.agents.seats import joint_family, own_votes, seat_names, seated
from casewright.agents.thresholds import threshold_for
from casewright.certificates import Certificate
from casewright.hashing import content_hash
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Report, Vote, VoteFailure

__all__ = ["Cascade"]


@dataclass(frozen=True, slots=True)
class Cascade:
    """Asks ``first``, and ``then`` where the first one's margin lies within so much of its threshold, or where it was
    unclear, failed or said nothing. A question that was passed on is answered by ``then`` alone: where that fails, the
    cascade fails. Both one's votes follow under ``CASCADE>MEMBER``.
    """

    name: str
    first: Critic
    then: Critic
    within: float = 1.0
    """Log-probability margin on either side of the threshold; of 0 where no certificate has one."""
    certificates: Sequence[Certificate] = ()

    @property
    def family(self) -> str | None:
        """Both members' families, joined by ``+``."""
        return joint_family((self.first, self.then))

    @property
    def fingerprint(self) -> str:
        return content_hash(["cascade", self.within, self.first.fingerprint, self.then.fingerprint])

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        """The cascade's votes, then those of the first critic, then those of the second."""
        cheap = await self.first.review(report, rubric, age)
        kept = {vote.criterion: vote for vote in own_votes(self.first, cheap)}
        asked = [item for item in rubric.criteria if item.applies(report.kind, age)]
        open_ = [item for item in asked if self._doubts(kept.get(item.id), item, report)]
        dear = await self.then.review(report, replace(rubric, criteria=tuple(open_)), age) if open_ else ()
        kept = {name: vote for name, vote in kept.items() if name not in {item.id for item in open_}}
        kept |= {vote.criterion: vote for vote in own_votes(self.then, dear)}
        first, then = seat_names((self.first, self.then))
        own = [replace(kept[item.id], critic=self.name) for item in asked if item.id in kept]
        return [*own, *seated(self.name, first, self.first, cheap), *seated(self.name, then, self.then, dear)]

    def _doubts(self, vote: Vote | VoteFailure | None, criterion: Criterion, report: Report) -> bool:
        if not isinstance(vote, Vote) or vote.answer == "unclear":
            return True
        if vote.margin is None:
            return False
        least = threshold_for(self.certificates, self.first.fingerprint, report.language, criterion)
        return abs(vote.margin - (least or 0.0)) <= self.within
