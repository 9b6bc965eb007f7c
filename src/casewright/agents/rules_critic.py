"""The rules critic: answers a criterion from the concepts that code finds in the report, and quotes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casewright.overlays import per_overlay
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.rubrics.answering import answer
from casewright.rubrics.checks import observe, observing_fingerprint
from casewright.rubrics.matching import Passages
from casewright.types import Mention, Quote, Report, Vote, VoteFailure
from casewright.vocabulary.finds import Finding, concepts_of

__all__ = ["RulesCritic"]

MAX_QUOTES = 6
"""Passages that one vote quotes; the reason counts all."""


@per_overlay("concepts", "vocabulary")
def _fingerprint() -> str:
    return f"rules-{observing_fingerprint()}"


@dataclass(frozen=True, slots=True)
class RulesCritic:
    """Votes on every applicable criterion that says what to find; on others it has nothing to say."""

    name: str = "rules"

    @property
    def fingerprint(self) -> str:
        """Changes with the terms, the context lexicons, the matcher and the checks."""
        return _fingerprint()

    @property
    def family(self) -> str | None:
        """Code is of no model's family."""
        return None

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        """One vote for each applicable criterion that has something to find."""
        asked = [item for item in rubric.criteria if item.finds and item.applies(report.kind, age)]
        mentions = observe(report, frozenset().union(*(concepts_of(item.finds) for item in asked)))
        passages = Passages.of(report)
        return tuple(self._vote(item, report, mentions, passages, age) for item in asked)

    def _vote(
        self, criterion: Criterion, report: Report, mentions: Sequence[Mention], passages: Passages, age: int | None
    ) -> Vote:
        finding = answer(criterion, mentions, age)
        missing = finding.answer == "not_mentioned"
        return Vote(
            critic=self.name,
            criterion=criterion.id,
            method="rules",
            answer=finding.answer,
            reason=_silence(criterion, mentions) if missing else _reason(finding),
            quotes=() if missing else _quotes(finding, passages),
            searched=_sections(report) if missing else (),
        )


def _quotes(finding: Finding, passages: Passages) -> tuple[Quote, ...]:
    shown = [item for item in finding.shown_by if isinstance(item, Mention)]
    found = dict.fromkeys(passages.quote(item.start, item.end) for item in shown)
    return tuple(found)[:MAX_QUOTES]


def _sections(report: Report) -> tuple[str, ...]:
    return tuple(dict.fromkeys(section.id for section in report.sections)) or ("present-illness",)


def _reason(finding: Finding) -> str:
    return f"{finding.answer}: {_listed(item for item in finding.shown_by if isinstance(item, Mention))}"


def _silence(criterion: Criterion, mentions: Sequence[Mention]) -> str:
    """What was looked for, and what was said of it in another sense."""
    names = concepts_of(criterion.finds)
    others = [item for item in mentions if item.concept in names]
    sought = f"nothing found that shows {', '.join(sorted(names))}"
    return f"{sought}; said otherwise: {_listed(others)}" if others else sought


def _listed(mentions: Iterable[Mention]) -> str:
    return "; ".join(dict.fromkeys(_in_words(item) for item in mentions))


def _in_words(mention: Mention) -> str:
    """Such as ``depressed-mood present, moderate, 3 weeks (patient, current; by informant in present-illness)``."""
    quantity = f"{mention.quantity.value:g} {mention.quantity.unit}" if mention.quantity else None
    doubt = mention.certainty if mention.certainty != "confirmed" else None
    said = ", ".join(filter(None, (mention.status, doubt, mention.severity, quantity)))
    return f"{mention.concept} {said} ({mention.subject}, {mention.time}; by {mention.source} in {mention.section})"
