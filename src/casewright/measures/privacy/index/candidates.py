"""The notes that share most with a text, and what share of its n-grams one patient has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import SHINGLE, Fingerprinter, Hashes, Integers, Tokens, pack
from casewright.measures.privacy.index.runs import Runs

__all__ = ["SCANNED", "Contained", "Nearby", "Sharing", "contained"]

SCANNED = 32
"""Notes that are read for containment: those that share most rare phrases with the text."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Sharing(Confidential):
    """Notes that share a rare phrase with a text, most first; of equal ones that with the lower row.

    ``scores`` counts the 4-word phrases that a note shares in runs, without boilerplate at their ends; ``of`` is the
    number of each run's note.
    """

    notes: Integers
    scores: Integers
    of: Integers

    @classmethod
    def of_runs(cls, corpus: Corpus, runs: Runs) -> Sharing:
        of = corpus.note_at(runs.start + runs.offset)
        notes, which = np.unique(of, return_inverse=True)
        scores = np.bincount(which, runs.rare, minlength=len(notes)).astype(np.int64)
        order = np.lexsort((corpus.rows[notes], -scores))
        return cls(notes[order], scores[order], of)


@dataclass(frozen=True, slots=True, eq=False)
class Contained:
    """The largest share, and which n-grams of the text make it up."""

    share: float | None
    """``None`` for a text with fewer than n tokens."""
    places: Integers


_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Nearby(Confidential):
    """Some notes one after the other: packed shingles, which of them the text may have, and the patient of each.

    A table of 16 bits tells most shingles that the text doesn't have, so that few n-grams need to be hashed.
    """

    packed: Hashes
    likely: NDArray[np.bool_]
    patients: Integers

    @classmethod
    def read(cls, corpus: Corpus, notes: Integers, text: Tokens) -> Nearby:
        places = zip(corpus.starts[notes].tolist(), corpus.ends[notes].tolist(), strict=True)
        pieces = [corpus.tokens[start : end + 1] for start, end in places]
        packed = pack(np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint16))
        table = np.zeros(1 << 16, dtype=bool)
        table[_slot(pack(text))] = True
        return cls(packed, table[_slot(packed)], np.repeat(corpus.patients[notes], corpus.lengths[notes] + 1))


def _slot(packed: Hashes) -> Hashes:
    return np.asarray((packed * _ODD) >> np.uint64(48))


def contained(grams: Hashes, n: int, nearby: Nearby, hashes: Fingerprinter) -> Contained:
    """The largest share of a text's n-grams that stand in one patient's notes, of the notes nearby.

    Boilerplate counts within these, and every n-gram counts as often as it stands in the text. Only notes with a rare
    phrase of the text are nearby: a text made of boilerplate alone is contained in nobody and has 0.
    """
    if not len(grams):
        return Contained(None, _NONE)
    order = np.argsort(grams, kind="stable")
    new = np.flatnonzero(np.concatenate(([True], grams[order][1:] != grams[order][:-1])))
    counts = np.diff(np.append(new, len(grams)))
    patients, found = _matches(nearby, n, grams[order[new]], hashes)
    if not len(found):
        return Contained(0.0, _NONE)
    pairs = np.unique(patients * len(new) + found)
    whose, numbers = np.unique(pairs // len(new), return_inverse=True)
    shared = np.bincount(numbers, counts[pairs % len(new)])
    best = np.zeros(len(new), dtype=bool)
    best[pairs[whose[numbers] == whose[shared.argmax()]] % len(new)] = True
    return Contained(float(shared.max() / len(grams)), np.sort(order[np.repeat(best, counts)]))


def _matches(nearby: Nearby, n: int, wanted: Hashes, hashes: Fingerprinter) -> tuple[Integers, Integers]:
    """(patient, number of the wanted n-gram) for every n-gram that is one."""
    size = len(nearby.packed) - n + SHINGLE
    if size <= 0:
        return _NONE, _NONE
    likely = nearby.likely[:size].copy()
    for start in (4, n - SHINGLE):
        likely &= nearby.likely[start : start + size]
    places = np.flatnonzero(likely)
    grams = hashes.grams_at(nearby.packed, places, n)
    at = np.minimum(np.searchsorted(wanted, grams), len(wanted) - 1)
    same = wanted[at] == grams
    return nearby.patients[places[same]], at[same]
