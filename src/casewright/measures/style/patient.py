"""A patient's notes as one: means and shares, so that whoever has many notes counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from casewright.measures.style.note import NoteStyle

__all__ = ["PatientStyle", "merge"]


@dataclass(frozen=True, slots=True)
class PatientStyle:
    """One patient's figures."""

    words: float
    sentence_words: float | None
    short_sentences: float | None
    sections: dict[str, float]
    """Share of the notes that have it."""
    section_words: dict[str, float]
    places: dict[str, float]
    """Where a section stands among the others, from 0 (first) to 1 (last)."""
    names: frozenset[tuple[str, str]]
    abbreviations: dict[str, float]
    """In a thousand words."""
    voices: dict[str, float]


def merge(notes: Sequence[NoteStyle]) -> PatientStyle:
    """The figures of a patient with these notes, at least one."""
    sentences, total = sum(note.sentences for note in notes), sum(note.words for note in notes)
    named = [(note, place, part) for note in notes for place, part in enumerate(note.sections)]
    ids = dict.fromkeys(part.id for _, _, part in named)
    return PatientStyle(
        words=total / len(notes),
        sentence_words=sum(note.sentence_words for note in notes) / sentences if sentences else None,
        short_sentences=sum(note.short_sentences for note in notes) / sentences if sentences else None,
        sections={one: sum(part.id == one for *_, part in named) / len(notes) for one in ids},
        section_words={one: fmean(part.words for *_, part in named if part.id == one) for one in ids},
        places={one: fmean(_place(place, note) for note, place, part in named if part.id == one) for one in ids},
        names=frozenset((part.id, part.name) for *_, part in named if part.name is not None),
        abbreviations=_rates([note.abbreviations for note in notes], total),
        voices=_rates([note.person for note in notes], total),
    )


def _place(place: int, note: NoteStyle) -> float:
    return place / (len(note.sections) - 1) if len(note.sections) > 1 else 0.5


def _rates(counts: Sequence[dict[str, int]], words: int) -> dict[str, float]:
    names = {name for one in counts for name in one}
    return {name: 1000 * sum(one.get(name, 0) for one in counts) / max(words, 1) for name in names}
