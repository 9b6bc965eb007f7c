"""Runs of words that stand in a text and, verbatim, in one note of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.fingerprints import SHINGLE, Integers, Tokens

__all__ = ["EIGHT", "Runs", "find_runs"]

EIGHT = 8
STEP, FAR = 16, 4096
CELLS = 2_000_000
"""Tokens that are compared at once, so that a text which repeats itself doesn't take memory."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Runs(Confidential):
    """Tokens ``start`` to ``end`` of the text stand as they are ``offset`` places further on in the corpus.

    ``rare`` counts the shingles of each from the first that is no boilerplate to the last.
    """

    start: Integers
    end: Integers
    offset: Integers
    rare: Integers

    def __len__(self) -> int:
        return len(self.start)

    @property
    def tokens(self) -> Integers:
        return self.end - self.start

    def chosen(self, which: NDArray[np.bool_] | Integers) -> Runs:
        """Some of them."""
        return Runs(self.start[which], self.end[which], self.offset[which], self.rare[which])

    def instead(self, which: NDArray[np.bool_], others: Runs) -> Runs:
        """Others in the place of some."""
        columns = (
            (self.start, others.start),
            (self.end, others.end),
            (self.offset, others.offset),
            (self.rare, others.rare),
        )
        return Runs(*(np.where(which, theirs, ours) for ours, theirs in columns))


def find_runs(
    text: Tokens, corpus: Tokens, here: Integers, there: Integers, common: NDArray[np.bool_], *, seams: bool
) -> Runs:
    """Maximal verbatim runs that hold a hit, trimmed of boilerplate at both ends.

    ``here`` and ``there`` are the places of shingles that stand in both and are no boilerplate, ``common`` says which
    8-grams of the text are. A run reaches from its first to its last n-gram that is none, of 8 tokens or of a hit's.
    Boilerplate *within* a run doesn't break it: a copied passage is copied, common phrases included. A run of
    boilerplate only has no hit and is none, and one of boilerplate sentences side by side, each word of which stands in
    a boilerplate shingle, counts no more than a seam between two. Only where every rare shingle is in the postings
    (``seams``) can that be told.
    """
    offset = there - here
    order = np.argsort(offset * (len(text) + 1) + here, kind="stable")
    here, offset = here[order], offset[order]
    new = np.concatenate(([True], (offset[1:] != offset[:-1]) | (here[1:] != here[:-1] + 1)))[: len(here)]
    behind = np.append(new[1:], True)[: len(here)]
    first, last, offset = here[new], here[behind], offset[new]
    start = first - _matching(text, corpus, first - 1, offset, -1)
    end = last + SHINGLE + _matching(text, corpus, last + SHINGLE, offset, 1)
    other = np.concatenate(([True], (offset[1:] != offset[:-1]) | (start[1:] != start[:-1])))
    whole = np.flatnonzero(other[: len(start)])
    final = np.append(whole[1:], len(start))[: len(whole)] - 1
    core = Runs(first[whole], last[final] + SHINGLE, offset[whole], last[final] - first[whole] + 1)
    found = _trim(core, start[whole], end[whole], common)
    if not seams or not len(whole):
        return found
    own = np.add.reduceat(_uncovered(first, last, start, end), whole)
    seam = Runs(core.start, last[whole] + SHINGLE, core.offset, core.rare)
    return found.instead(own == 0, seam)


def _uncovered(first: Integers, last: Integers, start: Integers, end: Integers) -> Integers:
    """How many words of each stretch of rare shingles no shingle beside it covers; at a run's end there is none."""
    inside = SHINGLE - 1
    sides = (first == start).astype(np.int64) + (last + SHINGLE == end)
    return np.asarray(np.maximum(0, last - first + SHINGLE - inside * (2 - sides)))


def _matching(text: Tokens, corpus: Tokens, at: Integers, offset: Integers, way: int) -> Integers:
    """How many tokens in a row are equal from a place on, forwards or backwards."""
    counts = np.zeros(len(at), dtype=np.int64)
    open_, step = np.arange(len(at)), STEP
    while len(open_):
        here = (at[open_] + way * counts[open_])[:, None] + way * np.arange(step)[None, :]
        there = np.clip(here + offset[open_][:, None], 0, len(corpus) - 1)
        inside = (here >= 0) & (here < len(text))
        same = inside & (corpus[there] == text[np.clip(here, 0, len(text) - 1)])
        found = np.where(same.all(axis=1), step, same.argmin(axis=1))
        counts[open_] += found
        open_ = open_[found == step]
        step = max(STEP, min(4 * step, FAR, CELLS // max(1, len(open_))))
    return counts


def _trim(core: Runs, start: Integers, end: Integers, common: NDArray[np.bool_]) -> Runs:
    """Out to the first and last 8-gram of each run that is no boilerplate."""
    if not len(common):
        return core
    places, size = np.arange(len(common)), len(common)
    following = np.minimum.accumulate(np.where(common, size, places)[::-1])[::-1]
    before = np.maximum.accumulate(np.where(common, -1, places))
    latest = end - EIGHT
    first = following[np.minimum(start, size - 1)]
    last = before[np.clip(latest, 0, size - 1)]
    held = (latest >= start) & (first <= latest)
    return Runs(
        np.where(held, np.minimum(core.start, first), core.start),
        np.where(held, np.maximum(core.end, last + EIGHT), core.end),
        core.offset,
        core.rare,
    )
