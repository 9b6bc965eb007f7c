"""Runs of words that stand in a text and, verbatim, in one note of a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.fingerprints import Prints
from casewright.measures.privacy.postings import Integers

__all__ = ["Hits", "Run", "find_runs"]

CELLS = 4_000_000
EIGHT = 8


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Rare n-grams found: their places in the text and in the corpus."""

    size: int
    here: Integers
    there: Integers


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``start`` to ``end`` of the text, which stand in the corpus as they are."""

    start: int
    end: int

    @property
    def tokens(self) -> int:
        return self.end - self.start


def find_runs(text: Prints, corpus: Prints, hits: Hits, common: NDArray[np.bool_]) -> list[Run]:
    """Maximal verbatim runs that hold a hit, trimmed of boilerplate at both ends.

    ``common`` says which 8-grams of the text are boilerplate. A run reaches from its first to its last n-gram that
    is none, of 8 tokens or of a hit's. Boilerplate *within* a run doesn't break it: a copied passage is copied,
    common phrases included. A run of boilerplate only has no hit and is none.
    """
    runs: list[Run] = []
    for offsets, here, row in _by_offset(hits, max(1, CELLS // max(1, len(text)))):
        for start, end, first, last in _segments(_compare(text, corpus, offsets), here, row):
            runs.append(_trim(start, end, Run(first, last + hits.size), common))
    return runs


def _trim(start: int, end: int, core: Run, common: NDArray[np.bool_]) -> Run:
    own = np.flatnonzero(~common[start : max(start, end - EIGHT + 1)])
    if not len(own):
        return core
    return Run(min(core.start, start + int(own[0])), max(core.end, start + int(own[-1]) + EIGHT))


def _by_offset(hits: Hits, size: int) -> Iterator[tuple[Integers, Integers, Integers]]:
    """Blocks of distinct offsets (place there - place here) with the hits at them."""
    offsets, row = np.unique(hits.there - hits.here, return_inverse=True)
    for first in range(0, len(offsets), size):
        chosen = (row >= first) & (row < first + size)
        yield offsets[first : first + size], hits.here[chosen], row[chosen] - first


def _segments(same: NDArray[np.bool_], here: Integers, row: Integers) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, first hit, last hit) of each stretch of equal tokens that holds a hit."""
    width = same.shape[1]
    padded = np.pad(same, ((0, 0), (1, 1)))
    begins = np.flatnonzero(padded[:, 1:-1] & ~padded[:, :-2])
    ends = np.flatnonzero(padded[:, 1:-1] & ~padded[:, 2:])
    held, which = np.unique(np.searchsorted(begins, row * width + here, side="right") - 1, return_inverse=True)
    first = np.full(len(held), width, dtype=np.int64)
    last = np.zeros(len(held), dtype=np.int64)
    np.minimum.at(first, which, here)
    np.maximum.at(last, which, here)
    starts, stops = begins[held] % width, ends[held] % width + 1
    return zip(starts.tolist(), stops.tolist(), first.tolist(), last.tolist(), strict=True)


def _compare(text: Prints, corpus: Prints, offsets: Integers) -> NDArray[np.bool_]:
    places = offsets[:, None] + np.arange(len(text))[None, :]
    inside = (places >= 0) & (places < len(corpus))
    return np.asarray(inside & (corpus[np.clip(places, 0, len(corpus) - 1)] == text[None, :]))
