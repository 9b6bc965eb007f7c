"""All wordings of a concept, for exams that hold critics against words they were tuned on and words they were not."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.plans.wording.sentence import sentences
from casewright.types import Case, Fact, Language, Person, Quantity, Severity, Source, Status
from casewright.vocabulary.concepts import Concept, QuantityKind
from casewright.vocabulary.concepts import concept as find_concept

__all__ = ["phrasings"]

SAMPLES: dict[QuantityKind, Quantity] = {
    "duration": Quantity(3, "weeks"),
    "dose": Quantity(50, "mg"),
    "points": Quantity(16, "points"),
    "amount": Quantity(8, "units_per_day"),
    "count": Quantity(2, "times"),
    "change": Quantity(4, "kg"),
}


def phrasings(concept: str, language: Language, held_out: bool, *, status: Status = "present") -> tuple[str, ...]:  # noqa: FBT001 - the exams' question
    """Every sentence in which a case may tell a concept, about a woman, seen or held out.

    Raises:
        UnknownNameError: no such concept, or none with wording in this language.
    """
    entry = find_concept(concept)
    found: dict[str, bool] = {}
    for fact in _facts(entry, status):
        for item in sentences(fact, _case(language)):
            found[item.text] = item.held_out
    return tuple(text for text, held in found.items() if held == held_out)


def _facts(entry: Concept, status: Status) -> Iterator[Fact]:
    source: Source = "observed" if entry.category == "observation" else "patient"
    if entry.category == "diagnosis":
        yield Fact("x", entry.id, "family-history", status, "mother", "lifetime")
        return
    if status != "present":
        yield Fact("x", entry.id, "present-illness", status, source=source)
        return
    quantities = [SAMPLES[sort] for sort in entry.quantity]
    severity: Severity | None = "moderate" if entry.severity else None
    for quantity in quantities if entry.category == "scale" else (None, *quantities):
        for grade in dict.fromkeys((None, severity)):
            yield Fact("x", entry.id, "present-illness", source=source, quantity=quantity, severity=grade)


def _case(language: Language) -> Case:
    person = Person(40, "female", "woman", "she")
    return Case("x", "x", 0, 0, "icd10-who-2019", "F32.1", (), language, "intake", person, ())
