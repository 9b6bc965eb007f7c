"""Which owners hold a fingerprint: a sorted array and a binary search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.fingerprints import Prints

__all__ = ["Integers", "Postings", "count_owners", "unique_pairs"]

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Postings(Confidential):
    """Fingerprints in order with an owner each: a patient, a note, or a place in the corpus."""

    prints: Prints
    owners: Integers

    @classmethod
    def build(cls, prints: Prints, owners: Integers) -> Postings:
        order = np.argsort(prints, kind="stable")
        return cls(prints[order], owners[order])

    def find(self, queries: Prints) -> tuple[Integers, Integers]:
        """(index of the query, owner) for every match."""
        low = np.searchsorted(self.prints, queries, side="left")
        counts = np.searchsorted(self.prints, queries, side="right") - low
        which = np.repeat(np.arange(len(queries)), counts)
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return which, self.owners[np.repeat(low, counts) + within]


def unique_pairs(prints: Prints, owners: Integers) -> tuple[Prints, Integers]:
    """Each (fingerprint, owner) once, in order of the fingerprint."""
    order = np.lexsort((owners, prints))
    prints, owners = prints[order], owners[order]
    if not len(prints):
        return prints, owners
    new = np.concatenate(([True], (prints[1:] != prints[:-1]) | (owners[1:] != owners[:-1])))
    return prints[new], owners[new]


def count_owners(prints: Prints, owners: Integers) -> Integers:
    """For each fingerprint as given, how many distinct owners hold it."""
    distinct, _ = unique_pairs(prints, owners)
    low = np.searchsorted(distinct, prints, side="left")
    high = np.searchsorted(distinct, prints, side="right")
    return high - low
