"""A corpus as arrays of keyed token fingerprints: no text is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.fingerprints import Fingerprinter, Prints
from casewright.measures.privacy.postings import Integers
from casewright.measures.privacy.reference import ReferenceNote
from casewright.measures.words import token_keys

__all__ = ["Corpus"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Corpus(Confidential):
    """All notes' tokens in one array, a 0 after each note; n-grams never cross it.

    ``starts`` and ``ends`` are a note's places in ``tokens``, ``rows`` its row in the file, ``patients`` a number
    from 0 for whose it is.
    """

    tokens: Prints
    starts: Integers
    ends: Integers
    rows: Integers
    patients: Integers

    @classmethod
    def build(cls, notes: Iterable[ReferenceNote], hashes: Fingerprinter) -> Corpus:
        numbers: dict[str, int] = {}
        pieces, rows, patients = [], [], []
        pad = np.zeros(1, dtype=np.uint64)
        for note in notes:
            pieces.append(np.concatenate((hashes.tokens(token_keys(note.text)), pad)))
            rows.append(note.row)
            patients.append(numbers.setdefault(note.patient, len(numbers)))
        tokens = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint64)
        ends = np.cumsum([len(piece) for piece in pieces], dtype=np.int64) - 1
        starts = np.concatenate(([0], ends[:-1] + 1)).astype(np.int64)[: len(pieces)]
        return cls(tokens, starts, ends, np.array(rows, dtype=np.int64), np.array(patients, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def patient_count(self) -> int:
        return len(np.unique(self.patients))

    def grams(self, hashes: Fingerprinter, n: int) -> tuple[Prints, Integers, Integers]:
        """(fingerprint, note, place) of every n-gram of the corpus."""
        pieces = [hashes.grams(self.tokens[a:b], n) for a, b in zip(self.starts, self.ends, strict=True)]
        counts = [len(piece) for piece in pieces]
        notes = np.repeat(np.arange(len(pieces)), counts)
        within = np.concatenate([np.arange(count) for count in counts] or [np.zeros(0, dtype=np.int64)])
        prints = np.concatenate(pieces or [np.zeros(0, dtype=np.uint64)])
        return prints, notes, self.starts[notes] + within

    def note_at(self, places: Integers) -> Integers:
        """Number of the note that holds each place."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def with_patients(self, patients: Sequence[int] | Integers) -> Corpus:
        """The same notes under other owners."""
        return Corpus(self.tokens, self.starts, self.ends, self.rows, np.asarray(patients, dtype=np.int64))
