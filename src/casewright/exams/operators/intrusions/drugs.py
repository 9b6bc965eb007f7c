"""Drugs by concept: how they are named, an ordinary dose, and how a dose is written."""

from __future__ import annotations

from dataclasses import dataclass

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.swaps import mentions_any
from casewright.exams.word_bank import bank
from casewright.types import Language

__all__ = ["PLACES", "Drug", "drugs", "new_drugs", "sentence_with", "write_number"]

PLACES = ("medication", "plan", "present-illness", "mental-state")
"""Sections where a drug may stand, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug as one language names it; ``dose`` is an ordinary single dose in mg."""

    concept: str
    name: str
    dose: float


def drugs(language: Language) -> tuple[Drug, ...]:
    """Every drug of the bank."""
    place = 0 if language == "en" else 1
    return tuple(Drug(concept, entry[place], float(entry[2])) for concept, entry in bank("drugs")["drugs"].items())


def new_drugs(base: Base) -> list[Drug]:
    """Drugs to put in: those that neither the text nor a fact names."""
    told = {fact.concept for fact in base.case.facts}
    return [
        drug
        for drug in drugs(base.case.language)
        if drug.concept in bank("drugs")["put_in"]
        and drug.concept not in told
        and not mentions_any(base.report.text, [drug.name])
    ]


def sentence_with(base: Base, drug: Drug, dose: str, *key: object) -> str:
    """A sentence that says the patient takes it."""
    sentences = bank("drugs")["sentences"][base.case.language]
    sentence: str = pick(sentences, *key, base.id).format(drug=f"{drug.name} {dose}")
    return sentence[:1].upper() + sentence[1:]


def write_number(value: float, language: Language) -> str:
    """A number with its thousands set apart."""
    return f"{value:,.0f}".replace(",", bank("drugs")["thousands"][language])
