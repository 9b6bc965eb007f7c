"""Drug added: somebody takes a drug that no fact of the case names."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import with_text
from casewright.exams.swaps import mentions_any
from casewright.exams.word_bank import bank
from casewright.types import Report, Section

__all__ = ["add_drug"]

PLACES = ("medication", "plan", "present-illness", "mental-state")


def add_drug(base: Base, seed: int = 0) -> Defect | None:
    """Adds a sentence with a drug and dose to the section where drugs stand, or else to the nearest there is."""
    words, key = bank("drugs")[base.case.language], (base.id, seed)
    free = [drug for drug in words["drugs"] if not mentions_any(base.report.text, drug.split()[:1])]
    section = _section(base.report)
    if not free or section is None:
        return None
    drug = pick(free, "drug-added", *key)
    sentence = pick(words["sentences"], "drug-added-as", *key).format(drug=drug)
    sentence = sentence[:1].upper() + sentence[1:]
    text = base.report.text
    changed = f"{text[: section.end]} {sentence}{text[section.end :]}"
    said = f"{sentence!r} stands in {section.id}"
    return Defect("drug-added", base.id, with_text(base.report, changed), "facts", said)


def _section(report: Report) -> Section | None:
    by_id = {section.id: section for section in report.sections}
    return next((by_id[name] for name in PLACES if name in by_id), None)
