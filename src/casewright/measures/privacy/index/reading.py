"""From notes to a corpus, one note at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

import numpy as np

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import Fingerprinter, Tokens
from casewright.measures.privacy.index.scratch import Scratch
from casewright.measures.privacy.reference import ReferenceNote
from casewright.measures.words import token_keys

__all__ = ["Progress", "Reader"]

Progress = Callable[[int], None]
_END = np.zeros(1, dtype=np.uint16)


class Reader(Confidential):
    """Takes notes in and forgets their text; `corpus` is what it has taken."""

    __slots__ = ("_hashes", "_known", "_lengths", "_names", "_own", "_rows", "_tokens")

    def __init__(self, hashes: Fingerprinter, scratch: Scratch) -> None:
        self._hashes = hashes
        self._known: dict[str, int] = {}
        self._tokens = scratch.grow(np.uint16)
        self._tokens.append(_END)
        self._lengths, self._rows, self._names = array("q"), array("q"), array("Q")
        self._own: int | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def read(self, notes: Iterable[ReferenceNote], progress: Progress | None = None) -> None:
        """Takes notes of the corpus itself."""
        for note in notes:
            self.read_one(note)
            if progress is not None:
                progress(len(self))

    def read_wider(self, notes: Iterable[ReferenceNote]) -> None:
        """Takes notes that only count for boilerplate; none of the corpus may follow."""
        self.start_wider()
        for note in notes:
            self.read_one(note)

    def read_one(self, note: ReferenceNote) -> None:
        """Takes one note."""
        # a row of the wider source's file is another patient than the same row of the corpus
        apart = self._own is not None and note.patient.startswith("row:")
        whose = f"wider/{note.patient}" if apart else note.patient
        self.take(self._hashes.tokens(token_keys(note.text), self._known), note.row, whose)

    def take(self, tokens: Tokens, row: int, patient: str | int) -> None:
        """Takes one note's fingerprints, with its patient's name or the fingerprint of that."""
        self._tokens.append(tokens)
        self._tokens.append(_END)
        self._lengths.append(len(tokens))
        self._rows.append(row)
        self._names.append(patient if isinstance(patient, int) else self._hashes.patient(patient))

    def take_corpus(self, corpus: Corpus, first: int, last: int, kept: set[int] | None = None) -> None:
        """Takes notes of another corpus under the same key."""
        for number in range(first, last):
            if kept is None or number in kept:
                self.take(corpus.note(number), int(corpus.rows[number]), int(corpus.names[number]))

    def start_wider(self) -> None:
        """What follows only counts for boilerplate."""
        self._own = len(self)

    def corpus(self) -> Corpus:
        """What was taken."""
        self._known.clear()
        return Corpus.of(
            self._tokens.read(),
            np.array(self._lengths, dtype=np.int64),
            np.array(self._rows, dtype=np.int64),
            np.array(self._names, dtype=np.uint64),
            self._own,
        )
