"""Which share of a text's n-grams one patient of the corpus has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.fingerprints import Prints
from casewright.measures.privacy.postings import Integers, Postings, unique_pairs

__all__ = ["Contained", "Containment"]


@dataclass(frozen=True, slots=True, eq=False)
class Contained:
    """The largest share, and which n-grams of the text make it up."""

    share: float | None
    """``None`` for a text with fewer than n tokens."""
    places: Integers


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Containment(Confidential):
    """The n-grams of each patient."""

    postings: Postings

    @classmethod
    def build(cls, grams: Prints, patients: NDArray[np.int64]) -> Containment:
        return cls(Postings.build(*unique_pairs(grams, patients)))

    def measure(self, grams: Prints) -> Contained:
        """Every n-gram of the text counts as often as it stands there."""
        places, patients = self.postings.find(grams)
        if not len(places):
            return Contained(0.0 if len(grams) else None, places)
        counts = np.bincount(patients)
        return Contained(float(counts.max() / len(grams)), places[patients == counts.argmax()])

    def patients(self, grams: Prints) -> NDArray[np.int64]:
        """How many patients have each n-gram."""
        prints = self.postings.prints
        return np.searchsorted(prints, grams, side="right") - np.searchsorted(prints, grams, side="left")
