"""N-grams of a corpus in order of their fingerprints, however many: sorted in partitions by the high bits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import Fingerprinter, Hashes, whole
from casewright.measures.privacy.index.scratch import Growing, Scratch

__all__ = ["Places", "Wanted", "sorted_grams"]

Places = NDArray[np.uint32]
Wanted = Callable[[int, int], NDArray[np.bool_]]
"""From the first place and the number of places to which of them are wanted."""
PARTITION = 2_000_000
MOST = 256
PAIR = np.dtype([("hash", np.uint64), ("place", np.uint32)])


def sorted_grams(
    corpus: Corpus, hashes: Fingerprinter, n: int, scratch: Scratch, wanted: Wanted | None = None
) -> Iterator[tuple[Hashes, Places]]:
    """(fingerprints, places) in order of the fingerprint, then of the place; equal ones are never split.

    A partition holds about two million n-grams, or a 256th of them where there are more than 512 million; each goes
    through a file of its own where the scratch has a folder.
    """
    if scratch.folder is None or len(corpus.tokens) <= PARTITION:
        found = list(_grams(corpus, hashes, n, wanted))
        yield _in_order(np.concatenate(found) if found else np.zeros(0, dtype=PAIR))
        return
    bits = min(MOST, -(-len(corpus.tokens) // PARTITION)).bit_length()
    parts = [scratch.grow(PAIR) for _ in range(min(MOST, 1 << bits))]
    for grams in _grams(corpus, hashes, n, wanted):
        _deal(grams, parts)
    for part in parts:
        yield _in_order(np.asarray(part.read()))
        part.close()


def _grams(corpus: Corpus, hashes: Fingerprinter, n: int, wanted: Wanted | None) -> Iterator[NDArray[Any]]:
    for first, last in corpus.blocks():
        begin, tokens = corpus.stretch(first, last)
        chosen = whole(tokens, n)
        if wanted is not None:
            chosen &= wanted(begin, len(chosen))
        grams = np.zeros(int(chosen.sum()), dtype=PAIR)
        grams["hash"] = hashes.grams(tokens, n)[chosen]
        grams["place"] = begin + np.flatnonzero(chosen)
        yield grams


def _deal(grams: NDArray[Any], parts: list[Growing]) -> None:
    shift = np.uint64(64 - (len(parts).bit_length() - 1))
    whose = (grams["hash"] >> shift).astype(np.int64)
    grams = grams[np.argsort(whose, kind="stable")]
    bounds = np.cumsum(np.bincount(whose, minlength=len(parts)))
    for part, piece in zip(parts, np.split(grams, bounds[:-1]), strict=True):
        part.append(piece)


def _in_order(grams: NDArray[Any]) -> tuple[Hashes, Places]:
    order = np.argsort(grams["hash"], kind="stable")
    return grams["hash"][order], grams["place"][order]
