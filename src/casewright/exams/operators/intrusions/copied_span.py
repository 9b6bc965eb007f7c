"""Copied span: a sentence of a reference note stands in the report word for word."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.placing import find_section, put_in
from casewright.exams.operators.intrusions.reference_notes import fictional_notes
from casewright.exams.operators.intrusions.tellings import known

__all__ = ["copy_span"]

NAME = "copied-span"


def copy_span(base: Base, seed: int = 0) -> Defect:
    """Puts in one sentence of twenty words or more that says nothing clinical; the facts stay as they were."""
    notes = [note for note in fictional_notes() if note.language == base.case.language]
    note = pick(notes, NAME, base.id, seed)
    sentence = pick(note.copied, NAME, note.id, base.id, seed)
    section = find_section(base.report, ("present-illness", "mental-state", "reason"))
    said = f"{len(sentence.split())} words of {note.id} stand in {section.id}"
    return Defect(NAME, base.id, put_in(base.report, section, sentence), "privacy", said, known(base))
