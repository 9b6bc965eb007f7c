"""What is usual among the real notes themselves: the limits that a report is held against.

Near-duplicates (5-gram Jaccard above 0.8) are removed first, and a note is compared with other patients' notes only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.novelty import NEAR_DUPLICATE
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.corpus import Corpus
from casewright.measures.privacy.fingerprints import Fingerprinter, Prints
from casewright.measures.privacy.postings import Integers, Postings, unique_pairs

__all__ = ["Likeness", "containments", "percentile"]

QUANTILE = 0.99
SAMPLE = 1000
COMMON = 2000


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Likeness(Confidential):
    """5-gram Jaccard among the notes of a corpus.

    ``group`` is the number of the first note that a note is a near-duplicate of, its own where there is none, and
    ``nearest`` the largest Jaccard to another patient's note that is no near-duplicate.
    """

    group: Integers
    nearest: NDArray[np.float64]

    @classmethod
    def build(cls, corpus: Corpus, hashes: Fingerprinter) -> Likeness:
        group = np.arange(len(corpus))
        nearest = np.zeros(len(corpus))
        for note, jaccard in _jaccards(corpus, hashes):
            twins = np.flatnonzero(jaccard > NEAR_DUPLICATE)
            group[note] = group[twins[0]] if len(twins) and twins[0] < note else note
            others = (corpus.patients != corpus.patients[note]) & (jaccard <= NEAR_DUPLICATE)
            nearest[note] = jaccard[others].max(initial=0.0)
        return cls(group, nearest)

    @property
    def first(self) -> NDArray[np.bool_]:
        """Which notes are left when near-duplicates are removed."""
        return np.asarray(self.group == np.arange(len(self.group)))


def _jaccards(corpus: Corpus, hashes: Fingerprinter) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Each note with its Jaccard to every note; n-grams of more than 2,000 notes are left out for time's sake."""
    prints, notes, _ = corpus.grams(hashes, 5)
    prints, notes = unique_pairs(prints, notes)
    _, which, counts = np.unique(prints, return_inverse=True, return_counts=True)
    kept = counts[which] <= COMMON
    postings = Postings.build(prints[kept], notes[kept])
    sizes = np.bincount(notes, minlength=len(corpus))
    by_note = prints[np.argsort(notes, kind="stable")]
    ends = np.cumsum(sizes)
    for note, (size, end) in enumerate(zip(sizes, ends, strict=True)):
        _, owners = postings.find(by_note[end - size : end])
        shared = np.bincount(owners, minlength=len(corpus))
        yield note, shared / np.maximum(1, size + sizes - shared)


def containments(corpus: Corpus, grams: Prints, notes: Integers, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Largest share of a note's n-grams that one other patient has, for up to 1,000 kept notes, evenly taken."""
    among = kept[notes]
    postings = Postings.build(*unique_pairs(grams[among], corpus.patients[notes[among]]))
    chosen = np.flatnonzero(kept)
    chosen = chosen[np.linspace(0, len(chosen) - 1, min(SAMPLE, len(chosen))).astype(np.int64)]
    bounds = np.searchsorted(notes, np.stack((chosen, chosen + 1)))
    return np.array(
        [_largest(postings, grams[a:b], int(corpus.patients[note])) for note, a, b in zip(chosen, *bounds, strict=True)]
    )


def _largest(postings: Postings, grams: Prints, own: int) -> float:
    _, patients = postings.find(grams)
    counts = np.bincount(patients[patients != own], minlength=1)
    return float(counts.max() / max(1, len(grams)))


def percentile(values: NDArray[np.float64], quantile: float = QUANTILE) -> float:
    """A quantile, by default the 99th percentile, never below it between two values; 0 without values."""
    return float(np.quantile(values, quantile, method="higher")) if len(values) else 0.0
