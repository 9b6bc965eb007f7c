"""Impossible dose: a dose a thousand times what is written, as when milligrams are taken for grams."""

from __future__ import annotations

import re
from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.drugs import PLACES, Drug, drugs, new_drugs, sentence_with, write_number
from casewright.exams.operators.intrusions.placing import find_section, put_in
from casewright.exams.operators.intrusions.tellings import known, new_fact, told_with
from casewright.exams.passages import with_text
from casewright.exams.word_bank import bank
from casewright.types import Fact, Quantity

__all__ = ["make_dose_impossible"]

NAME = "impossible-dose"
TIMES = 1000


def make_dose_impossible(base: Base, seed: int = 0) -> Defect | None:
    """Multiplies one dose of the text by a thousand, or puts in a drug with such a dose where the text has none."""
    doses = [(drug, match) for drug in drugs(base.case.language) for match in _doses(base, drug)]
    if not doses:
        return _put_in(base, seed)
    drug, match = pick(doses, NAME, base.id, seed)
    old = float(match["number"].replace(",", "."))
    written, text = f"{write_number(old * TIMES, base.case.language)} mg", base.report.text
    report = with_text(base.report, text[: match.start("number")] + written + text[match.end("unit") :])
    said = f"{drug.name} {match['number']} {match['unit']} became {written}"
    return Defect(NAME, base.id, report, "facts", said, _changed(base, drug, old, match.start()))


def _doses(base: Base, drug: Drug) -> list[re.Match[str]]:
    links = "|".join(bank("drugs")["links"][base.case.language])
    dose = rf"(?:[ :(]+(?:{links})\b)*[ :(]+(?P<number>\d+(?:[.,]\d+)?) ?(?P<unit>mg)\b"
    return list(re.finditer(rf"(?<!\w){re.escape(drug.name)}{dose}", base.report.text, re.IGNORECASE))


def _changed(base: Base, drug: Drug, old: float, place: int) -> tuple[Fact, ...] | None:
    """The dose stands in the fact of that section, or in a new one where another section's fact had it."""
    told = known(base)
    if told is None:
        return None
    section = next(part.id for part in base.report.sections if part.start <= place < part.end)
    dose, was = Quantity(old * TIMES, "mg"), Quantity(old, "mg")
    held = next(
        (fact for fact in told if (fact.concept, fact.section, fact.quantity) == (drug.concept, section, was)), None
    )
    if held is None:
        return (*told, new_fact(NAME, drug.concept, section, quantity=dose))
    return tuple(replace(fact, quantity=dose) if fact is held else fact for fact in told)


def _put_in(base: Base, seed: int) -> Defect | None:
    free = new_drugs(base)
    if not free:
        return None
    drug, section = pick(free, NAME, base.id, seed), find_section(base.report, PLACES)
    dose = drug.dose * TIMES
    sentence = sentence_with(base, drug, f"{write_number(dose, base.case.language)} mg", NAME, seed)
    fact = new_fact(NAME, drug.concept, section.id, quantity=Quantity(dose, "mg"))
    said = f"{sentence!r} stands in {section.id}"
    return Defect(NAME, base.id, put_in(base.report, section, sentence), "facts", said, told_with(base, fact))
