"""Passages that were copied with small changes: rapidfuzz aligns the notes that share most rare phrases."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from casewright.measures.privacy.corpus import Corpus
from casewright.measures.privacy.fingerprints import Prints
from casewright.measures.privacy.postings import Integers
from casewright.measures.privacy.runs import Hits, Run

__all__ = ["find_passages"]

CANDIDATES = 8
LEAST_HITS = 3
SHIFT = 8
GAP = 16
LEAST_TOKENS = 12
LIKENESS = 0.7


def find_passages(text: Prints, corpus: Corpus, hits: Hits) -> Iterator[Run]:
    """Passages of twelve tokens or more of which 70 % stand, in order, in a passage of one note.

    The eight notes with most hits are looked at. Hits whose offsets drift by no more than eight words and that are no
    more than sixteen words apart make one passage; its likeness is the longest common subsequence over the longer
    side.
    """
    for here, there in _candidates(corpus, hits):
        for group in _groups(here, there):
            passage = _align(text, corpus.tokens, here[group], there[group], hits.size)
            if passage is not None:
                yield passage


def _candidates(corpus: Corpus, hits: Hits) -> Iterator[tuple[Integers, Integers]]:
    notes = corpus.note_at(hits.there)
    found, counts = np.unique(notes, return_counts=True)
    for note in found[np.argsort(-counts, kind="stable")][:CANDIDATES]:
        chosen = notes == note
        if chosen.sum() >= LEAST_HITS:
            yield hits.here[chosen], hits.there[chosen]


def _groups(here: Integers, there: Integers) -> Iterator[Integers]:
    offsets = there - here
    for band in _split(np.argsort(offsets, kind="stable"), offsets, SHIFT):
        ordered = band[np.argsort(here[band], kind="stable")]
        yield from (group for group in _split(ordered, here, GAP) if len(group) >= LEAST_HITS)


def _split(order: Integers, values: Integers, gap: int) -> list[Integers]:
    return np.split(order, np.flatnonzero(np.diff(values[order]) > gap) + 1)


def _align(text: Prints, corpus: Prints, here: Integers, there: Integers, size: int) -> Run | None:
    from rapidfuzz.distance import LCSseq

    start, end = int(here.min()), int(here.max()) + size
    place, stop = int(there.min()), int(there.max()) + size
    longer = max(end - start, stop - place)
    if end - start < LEAST_TOKENS:
        return None
    common = LCSseq.similarity(text[start:end].tolist(), corpus[place:stop].tolist())
    return Run(start, end) if common / longer >= LIKENESS else None
