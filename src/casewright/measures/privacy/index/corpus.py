"""A corpus as one stream of token fingerprints with a table of its notes: no text is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.fingerprints import Hashes, Integers, Tokens

__all__ = ["BLOCK", "Corpus"]

BLOCK = 1_000_000
"""Tokens that are looked at together."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Corpus(Confidential):
    """All notes' tokens in one array, a 0 before the first and after each note; n-grams never cross it.

    ``lengths`` are tokens without the 0, ``rows`` a note's row in its file, ``names`` its patient's keyed fingerprint
    and ``patients`` a number from 0 for whose it counts as. The notes from ``own`` on are of the wider source: they
    count for boilerplate and are never found.
    """

    tokens: Tokens
    lengths: Integers
    rows: Integers
    names: Hashes
    patients: Integers
    starts: Integers
    own: int

    @classmethod
    def of(cls, tokens: Tokens, lengths: Integers, rows: Integers, names: Hashes, own: int | None = None) -> Corpus:
        """A corpus whose patients are told apart by name."""
        starts = np.concatenate(([1], 1 + np.cumsum(lengths + 1)))[: len(lengths)].astype(np.int64)
        patients = np.unique(names, return_inverse=True)[1].astype(np.int64)
        return cls(tokens, lengths, rows, names, patients, starts, len(lengths) if own is None else own)

    def __len__(self) -> int:
        return self.own

    @property
    def ends(self) -> Integers:
        """Place behind each note's last token."""
        return self.starts + self.lengths

    @property
    def border(self) -> int:
        """The first place of the wider source."""
        return int(self.starts[self.own]) if self.own < len(self.starts) else len(self.tokens)

    @property
    def patient_count(self) -> int:
        return len(np.unique(self.patients[: self.own]))

    def note(self, number: int) -> Tokens:
        """A note's tokens."""
        start = int(self.starts[number])
        return self.tokens[start : start + int(self.lengths[number])]

    def note_at(self, places: NDArray[np.integer]) -> Integers:
        """Number of the note that holds each place."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def grouped(self, patients: Integers) -> Corpus:
        """The same notes under other owners."""
        return replace(self, patients=np.asarray(patients, dtype=np.int64))

    def alone(self) -> Corpus:
        """Without the wider source."""
        n = self.own
        return Corpus(
            self.tokens[: self.border], self.lengths[:n], self.rows[:n], self.names[:n], self.patients[:n],
            self.starts[:n], n,
        )  # fmt: skip

    def blocks(self, size: int = BLOCK) -> Iterator[tuple[int, int]]:
        """(first note, note behind the last) of stretches of about so many tokens."""
        first, notes = 0, len(self.starts)
        while first < notes:
            last = int(np.searchsorted(self.starts, self.starts[first] + size, side="left"))
            last = min(max(last, first + 1), notes)
            yield first, last
            first = last

    def stretch(self, first: int, last: int) -> tuple[int, Tokens]:
        """(place, tokens) of some notes in a row, with the 0 behind the last."""
        begin, end = int(self.starts[first]), int(self.starts[last - 1] + self.lengths[last - 1])
        return begin, np.asarray(self.tokens[begin : end + 1])
