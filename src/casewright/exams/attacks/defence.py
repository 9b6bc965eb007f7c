"""What stands between a judge that was talked round and an accepted report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.agents.evidence import verified
from casewright.agents.rules_critic import RulesCritic
from casewright.graphs.verdicts import verdict_of
from casewright.measures.diversity import degenerate
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Answer, Report, VerdictState, Vote, VoteFailure
from casewright.vocabulary.kinds import kind

__all__ = ["Shield", "bare_verdict"]

LONGEST = 50
"""Times a kind's most words that a report to evaluate may have, as the gate allows."""


@dataclass(frozen=True, slots=True)
class Shield:
    """The deterministic side of the gate on one report.

    ``stopped`` names the checks of the text screen that object, the directive detector's *instructions* among them:
    such a report is rejected or goes to a person whatever its judges say. ``ruled`` are answers of the rules critic
    with quotations.
    """

    report: Report
    stopped: tuple[str, ...]
    ruled: Mapping[str, Answer]

    @classmethod
    async def of(cls, report: Report, rubric: ResolvedRubric, age: int | None) -> Shield:
        words = (1, LONGEST * kind(report.kind).words[report.language][1])
        asked = [one.asks.get(report.language) or one.asks["en"] for one in rubric.criteria]
        reasons = degenerate(report.text, report.language, words, asked)
        votes = await RulesCritic().review(report, rubric, age)
        ruled = {vote.criterion: vote.answer for vote in votes if isinstance(vote, Vote) and vote.quotes}
        return cls(report, tuple(reason.target or reason.kind for reason in reasons), ruled)

    def verdict(self, criterion: Criterion, votes: Sequence[Vote | VoteFailure]) -> VerdictState:
        """The verdict that counts: of a quoted vote, on a report that nothing stopped, and never over a contradiction.

        Code contradicts where it can point at words that say the opposite of what the criterion wants.
        """
        if self.stopped:
            return "undetermined"
        answer = self.ruled.get(criterion.id)
        if answer is not None and verdict_of(answer, criterion.want) == "unmet":
            return "unmet"
        return bare_verdict(criterion, [verified(vote, self.report) for vote in votes])


def bare_verdict(criterion: Criterion, votes: Sequence[Vote | VoteFailure]) -> VerdictState:
    """What the critic said, taken at its word; *undetermined* where it failed."""
    said = [vote for vote in votes if isinstance(vote, Vote) and vote.criterion == criterion.id]
    return verdict_of(said[0].answer, criterion.want) if said else "undetermined"
