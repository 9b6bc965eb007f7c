"""Which n-grams are boilerplate: those that more than five distinct patients have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import SHINGLE, Fingerprinter, Hashes
from casewright.measures.privacy.index.scratch import Scratch
from casewright.measures.privacy.index.sorting import Places, sorted_grams

__all__ = ["BOILERPLATE_PATIENTS", "common_eights", "mark_rare"]

BOILERPLATE_PATIENTS = 5
"""An n-gram that more distinct patients share is boilerplate."""
EIGHT = 8


def mark_rare(
    corpus: Corpus, grams: Iterable[tuple[Hashes, Places]], marks: NDArray[np.uint8]
) -> Iterator[tuple[Hashes, Places]]:
    """The shingles that are no boilerplate, in order; sets ``marks`` to 1 at the place of each."""
    for hashes, places in grams:
        rare = ~_common(corpus, hashes, places)
        marks[places[rare]] = 1
        yield hashes[rare], places[rare]


def common_eights(corpus: Corpus, hashes: Fingerprinter, marks: NDArray[np.uint8], scratch: Scratch) -> Hashes:
    """Fingerprints of the 8-grams that more than five patients have, in order.

    Such an 8-gram is made of such shingles only, so few need to be looked at.
    """

    def wanted(first: int, count: int) -> NDArray[np.bool_]:
        rare = np.cumsum(np.append(np.uint8(0), marks[first : first + count + EIGHT - SHINGLE]), dtype=np.int64)
        return np.asarray(rare[EIGHT - SHINGLE + 1 :][:count] == rare[:count])

    found = [np.zeros(0, dtype=np.uint64)]
    for grams, places in sorted_grams(corpus, hashes, EIGHT, scratch, wanted):
        found.append(np.unique(grams[_common(corpus, grams, places)]))
    return np.concatenate(found)


def _common(corpus: Corpus, hashes: Hashes, places: Places) -> NDArray[np.bool_]:
    """Which have more than five patients, for fingerprints in order."""
    common = np.zeros(len(hashes), dtype=bool)
    if not len(hashes):
        return common
    begins = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    counts = np.diff(np.append(begins, len(hashes)))
    often = np.repeat(counts > BOILERPLATE_PATIENTS, counts)
    group = np.repeat(np.arange(len(begins)), counts)[often]
    patients = corpus.patients[corpus.note_at(places[often])]
    pairs = np.unique(group * (int(corpus.patients.max()) + 1) + patients)
    owners = np.bincount(pairs // (int(corpus.patients.max()) + 1), minlength=len(begins))
    common[often] = owners[group] > BOILERPLATE_PATIENTS
    return common
