"""The notes that share most with a text, and what share of its n-grams one patient has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import SHINGLE, Fingerprinter, Hashes, Integers, whole
from casewright.measures.privacy.index.runs import Runs

__all__ = ["SCANNED", "Contained", "Sharing", "contained"]

SCANNED = 32
"""Notes that are read for containment: those that share most rare phrases with the text."""
_LOW = np.uint64(0xFFFF)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Sharing(Confidential):
    """Notes that share a rare phrase with a text, most first; of equal ones that with the lower row.

    ``scores`` counts the 4-word phrases in runs that a note shares, ``of`` is the number of each run's note.
    """

    notes: Integers
    scores: Integers
    of: Integers

    @classmethod
    def of_runs(cls, corpus: Corpus, runs: Runs) -> Sharing:
        of = corpus.note_at(runs.start + runs.offset)
        notes, which = np.unique(of, return_inverse=True)
        scores = np.bincount(which, runs.tokens - SHINGLE + 1, minlength=len(notes)).astype(np.int64)
        order = np.lexsort((corpus.rows[notes], -scores))
        return cls(notes[order], scores[order], of)


@dataclass(frozen=True, slots=True, eq=False)
class Contained:
    """The largest share, and which n-grams of the text make it up."""

    share: float | None
    """``None`` for a text with fewer than n tokens."""
    places: Integers


_NONE = np.zeros(0, dtype=np.int64)


def contained(grams: Hashes, n: int, corpus: Corpus, notes: Integers, hashes: Fingerprinter) -> Contained:
    """The largest share of a text's n-grams that stand in one patient's notes, of the notes given.

    Boilerplate counts within these, and every n-gram counts as often as it stands in the text. Only notes with a rare
    phrase of the text are given: a text made of boilerplate alone is contained in nobody and has 0.
    """
    if not len(grams):
        return Contained(None, _NONE)
    if not len(notes):
        return Contained(0.0, _NONE)
    tokens = np.concatenate([corpus.tokens[a : b + 1] for a, b in _places(corpus, notes)])
    own = np.repeat(corpus.patients[notes], corpus.lengths[notes] + 1)
    distinct, which, counts = np.unique(grams, return_inverse=True, return_counts=True)
    patients, found = _matches(hashes.grams(tokens, n), whole(tokens, n), own, distinct)
    if not len(found):
        return Contained(0.0, _NONE)
    pairs = np.unique(patients * len(distinct) + found)
    whose, numbers = np.unique(pairs // len(distinct), return_inverse=True)
    shared = np.bincount(numbers, counts[pairs % len(distinct)])
    best = pairs[whose[numbers] == whose[shared.argmax()]] % len(distinct)
    return Contained(float(shared.max() / len(grams)), np.flatnonzero(np.isin(which, best)))


def _places(corpus: Corpus, notes: Integers) -> list[tuple[int, int]]:
    return list(zip(corpus.starts[notes].tolist(), corpus.ends[notes].tolist(), strict=True))


def _matches(grams: Hashes, inside: NDArray[np.bool_], own: Integers, wanted: Hashes) -> tuple[Integers, Integers]:
    """(owner, number of the wanted n-gram) for every n-gram that is one; a table of 16 bits spares most searches."""
    table = np.zeros(1 << 16, dtype=bool)
    table[wanted & _LOW] = True
    likely = np.flatnonzero(inside & table[grams & _LOW])
    at = np.minimum(np.searchsorted(wanted, grams[likely]), len(wanted) - 1)
    same = wanted[at] == grams[likely]
    return own[likely[same]], at[same]
