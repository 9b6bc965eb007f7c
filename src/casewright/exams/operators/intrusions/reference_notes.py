"""Fictional notes that a report must not copy, and their overlap index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from casewright.exams.passages import SENTENCE
from casewright.exams.word_bank import bank
from casewright.types import Language

if TYPE_CHECKING:
    from casewright.measures.privacy import ReferenceIndex

__all__ = ["LEAST", "FictionalNote", "exam_reference", "fictional_notes"]

LEAST = 20
"""Words of a sentence that is long enough to copy; the notes hold nothing clinical in any of these."""
KEY = b"exam reference notes are fictional"


@dataclass(frozen=True, slots=True)
class FictionalNote:
    """A note of our own that no patient is behind."""

    id: str
    language: Language
    text: str

    @property
    def copied(self) -> list[str]:
        """The sentences to copy."""
        sentences = [found.group() for found in SENTENCE.finditer(self.text)]
        return [sentence for sentence in sentences if len(sentence.split()) >= LEAST]


@cache
def fictional_notes() -> tuple[FictionalNote, ...]:
    """All notes of the bank."""
    return tuple(FictionalNote(**note) for note in bank("reference_notes")["notes"])


@cache
def exam_reference() -> ReferenceIndex:
    """The overlap index over the fictional notes, for the gate that sits an exam. The key is public: so are they."""
    from casewright.measures.privacy import ReferenceIndex, ReferenceNote

    notes = [ReferenceNote(row, note.text, note.id) for row, note in enumerate(fictional_notes(), start=1)]
    return ReferenceIndex.build(notes, KEY, "exam-notes", patients_named=True)
