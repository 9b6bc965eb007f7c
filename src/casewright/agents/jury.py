"""A jury: several critics, or one asked several times, settle on one answer; what each said is kept beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from casewright.agents.jury_rules import Ballot, Rule, settle_ballots
from casewright.agents.protocol import Critic
from casewright.agents.recorded import asking_again
from casewright.agents.seats import joint_family, own_votes, seat_names, seated
from casewright.agents.thresholds import weight_for
from casewright.certificates import Certificate
from casewright.hashing import content_hash
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Report, Vote, VoteFailure

__all__ = ["Jury"]


@dataclass(frozen=True, slots=True)
class Jury:
    """Members are asked the same, each ``replicates`` times; every asking is a seat, and a call of its own.

    Its vote says in its reason what each seat answered and quotes those who gave its answer. The seats' votes follow
    as ``JURY>MEMBER`` (``JURY>MEMBER#2`` for the second asking). Certificates weigh members under ``weighted``.
    """

    name: str
    members: Sequence[Critic]
    rule: Rule = "majority"
    replicates: int = 1
    certificates: Sequence[Certificate] = ()

    @property
    def family(self) -> str | None:
        """Its members' families, joined by ``+``."""
        return joint_family(self.members)

    @property
    def fingerprint(self) -> str:
        return content_hash(["jury", self.rule, self.replicates, [item.fingerprint for item in self.members]])

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        """A vote or failure of the jury wherever a member has one, and then the votes of all seats."""
        seats = [(member, again) for member in self.members for again in range(self.replicates)]
        told = await asyncio.gather(*(self._ask(member, again, report, rubric, age) for member, again in seats))
        members = [member for member, _ in seats]
        names = seat_names(members)
        heard = list(zip(names, members, told, strict=True))
        own = (self._settle(criterion, report, heard) for criterion in rubric.criteria)
        kept = chain.from_iterable(seated(self.name, *seat) for seat in heard)
        return [*(vote for vote in own if vote is not None), *kept]

    async def _ask(
        self, member: Critic, again: int, report: Report, rubric: ResolvedRubric, age: int | None
    ) -> Sequence[Vote | VoteFailure]:
        with asking_again(again, self.replicates):
            return await member.review(report, rubric, age)

    def _settle(
        self, criterion: Criterion, report: Report, heard: Sequence[tuple[str, Critic, Sequence[Vote | VoteFailure]]]
    ) -> Vote | VoteFailure | None:
        ballots = [
            Ballot(name, vote, self._weight(member, criterion, report))
            for name, member, votes in heard
            for vote in own_votes(member, votes)
            if vote.criterion == criterion.id
        ]
        return settle_ballots(self.name, criterion.id, self.rule, ballots) if ballots else None

    def _weight(self, member: Critic, criterion: Criterion, report: Report) -> float:
        if self.rule != "weighted":
            return 1.0
        return weight_for(self.certificates, member.fingerprint, report.language, criterion)
