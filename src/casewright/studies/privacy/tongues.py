"""Which languages a corpus is in, as far as its text is at hand"""

from __future__ import annotations

import numpy as np

from casewright.measures.diversity.tongue import STOP_WORDS
from casewright.measures.privacy import ReferenceNotes
from casewright.measures.words import token_keys
from casewright.runs.set_sources import guarded
from casewright.types import Language

__all__ = ["languages_of_notes", "some_notes"]

LOOKED_AT = 200
"""Notes that are looked at, of a larger corpus."""
FEW = 0.1


def languages_of_notes(notes: ReferenceNotes | None) -> frozenset[Language]:
    """Languages that a tenth of a corpus's notes or more are in; empty where its text isn't at hand."""
    if not notes:
        return frozenset()
    with guarded("reading the corpus's language"):
        some = some_notes(notes, 0)
        spanish = sum(_is_spanish(text) for text in some) / len(some)
    told: dict[Language, float] = {"es": spanish, "en": 1 - spanish}
    return frozenset(language for language, part in told.items() if part >= FEW)


def _is_spanish(text: str) -> bool:
    keys = token_keys(text)
    return sum(key in STOP_WORDS["es"] for key in keys) > sum(key in STOP_WORDS["en"] for key in keys)


def some_notes(notes: ReferenceNotes, seed: int) -> list[str]:
    """Texts of the notes, or of two hundred of them."""
    if len(notes) <= LOOKED_AT:
        return [note.text for note in notes]
    places = np.random.default_rng(seed).choice(len(notes), LOOKED_AT, replace=False)
    return [notes[place].text for place in sorted(places.tolist())]
