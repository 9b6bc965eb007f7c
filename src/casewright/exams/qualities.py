"""What facts say of a report's quality: which doses and scores are out of bounds, and what only a text can show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casewright.rubrics import Criterion
from casewright.rubrics.checks.doses import dose_faults
from casewright.types import Fact
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.finds import concepts_of
from casewright.vocabulary.scales import scale_table

__all__ = ["known_from_facts", "quality_facts"]

BY_FACTS = frozenset({"impossible-dose", "off-label-dose", "score-off-scale"})


def known_from_facts(criterion: Criterion) -> bool:
    """Whether facts hold the answer: two pronouns or a date out of order stand in a text only."""
    asked = {name for name in concepts_of(criterion.finds) if concept(name).category == "quality"}
    return asked <= BY_FACTS


def quality_facts(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The faults of the facts' own quantities, each in the place of the fact that has it."""
    for fact in facts:
        for name in _faults(fact):
            yield replace(fact, id=f"{fact.id}-{name}", concept=name, subject="patient", time="current")


def _faults(fact: Fact) -> tuple[str, ...]:
    if fact.quantity is None or fact.status != "present":
        return ()
    if fact.quantity.unit == "mg":
        return dose_faults(fact.concept, fact.quantity.value)
    scale = scale_table().get(fact.concept) if fact.quantity.unit == "points" else None
    return () if scale is None or scale.low <= fact.quantity.value <= scale.high else ("score-off-scale",)
