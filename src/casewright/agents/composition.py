"""From section texts to a report with exact offsets, and from a case to the sentences of its sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.plans import phrase
from casewright.types import Case, Fact, Report, Section
from casewright.vocabulary.kinds import heading, kind

__all__ = ["Sentences", "compose", "facts_by_section", "sentences", "stated_by_code"]

Sentences = Mapping[str, tuple[str, ...]]
"""Section id to its sentences, in the order of the kind."""


def facts_by_section(case: Case) -> dict[str, tuple[Fact, ...]]:
    """Told facts by section, in the order in which the kind has its sections."""
    told = [fact for fact in case.facts if fact.told]
    order = [section.id for section in kind(case.kind).sections]
    return {name: found for name in order if (found := tuple(fact for fact in told if fact.section == name))}


def stated_by_code(fact: Fact) -> bool:
    """Whether the fact's sentence is set by code: diagnoses, whose words are the code table's."""
    return fact.concept.startswith("dx-") and fact.section == "impression"


def sentences(case: Case, variant: int) -> Sentences:
    """Every told fact as a sentence; ``variant`` rotates the wording, fact by fact."""
    return {
        name: tuple(phrase(fact, case, variant + place) for place, fact in enumerate(facts))
        for name, facts in facts_by_section(case).items()
    }


def compose(case: Case, bodies: Mapping[str, str], order: Sequence[str] = ()) -> Report:
    """Joins section texts under the kind's headings, in the kind's order if no other is given."""
    parts: list[str] = []
    sections: list[Section] = []
    at = 0
    for name in order or [section.id for section in kind(case.kind).sections]:
        body = bodies.get(name, "").strip()
        if not body:
            continue
        lead = f"{heading(name, case.language, case.kind)}:\n"
        start = at + len(lead)
        sections.append(Section(name, start, start + len(body)))
        parts.append(f"{lead}{body}")
        at = start + len(body) + 2
    text = "\n\n".join(parts)
    return Report(text, tuple(sections), case.language, case.kind, masked="█" in text)
