"""Drug added: somebody takes a drug that no fact of the case names."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.drugs import PLACES, new_drugs, sentence_with
from casewright.exams.operators.intrusions.placing import find_section, put_in
from casewright.exams.operators.intrusions.tellings import new_fact, told_with
from casewright.types import Quantity

__all__ = ["add_drug"]


def add_drug(base: Base, seed: int = 0) -> Defect | None:
    """Adds a sentence with a drug and an ordinary dose to the section where drugs stand, or to the nearest there is."""
    free = new_drugs(base)
    if not free:
        return None
    drug, section = pick(free, "drug-added", base.id, seed), find_section(base.report, PLACES)
    sentence = sentence_with(base, drug, f"{drug.dose:g} mg", "drug-added-as", seed)
    fact = new_fact("drug-added", drug.concept, section.id, quantity=Quantity(drug.dose, "mg"))
    said = f"{sentence!r} stands in {section.id}"
    report = put_in(base.report, section, sentence)
    return Defect("drug-added", base.id, report, "facts", said, told_with(base, fact))
