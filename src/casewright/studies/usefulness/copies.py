"""Reports that stand among the notes that they are tested on, and notes that stand there twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.novelty import NEAR_DUPLICATE
from casewright.measures.diversity.sets.grams import Grams
from casewright.measures.diversity.sets.twins import find_twins

__all__ = ["MOST_COPIED", "MOST_SHARED", "Copies", "find_copies", "merge_groups"]

MOST_SHARED = 0.2
"""Share of a report's 8-grams that one note may hold: the screen's limit on containment at its widest."""
MOST_COPIED = 0.1
"""Share of copies above which an arm is refused whole: what is copied that often was not written for training."""

Keys = Sequence[Sequence[str]]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Copies:
    """What became of the reports of an arm, one flag each.

    Attributes:
        exact: It has the words of a note in their order.
        near: Its 5-grams have a Jaccard above 0.8 to a note's, or one note holds more than a fifth of its 8-grams.
    """

    exact: Flags
    near: Flags

    @property
    def copied(self) -> Flags:
        """Either of the two: these are not learnt from."""
        return self.exact | self.near

    @property
    def refused(self) -> bool:
        """Whether the arm is refused whole."""
        return len(self.exact) > 0 and float(self.copied.mean()) > MOST_COPIED


def find_copies(reports: Keys, notes: Keys) -> Copies:
    """Holds every report against every note.

    Args:
        reports: The tokens of each report.
        notes: The tokens of each note.
    """
    if not len(reports) or not len(notes):
        none = np.zeros(len(reports), dtype=bool)
        return Copies(none, none)
    known = {tuple(keys) for keys in notes if keys}
    exact = np.array([tuple(keys) in known for keys in reports], dtype=bool)
    grams = Grams([*reports, *notes])
    near = _jaccard(grams, len(reports)) > NEAR_DUPLICATE
    near |= _containment(grams, len(reports)) > MOST_SHARED
    return Copies(exact, near & ~exact)


def merge_groups(notes: Keys, groups: Sequence[str]) -> tuple[Numbers, int]:
    """Numbers for the groups, where notes that are near-duplicates share theirs, and how many notes changed theirs.

    A note that is copied forward under another patient's name would stand on both sides of a split otherwise.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    own = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)[1].astype(np.int64)
    twins = find_twins(Grams(notes))
    first = own[twins]
    size = int(own.max(initial=-1)) + 1
    links = coo_array((np.ones(len(own)), (own, first)), shape=(size, size))
    merged = connected_components(links, directed=False)[1].astype(np.int64)[own] if size else own
    return merged, int((own != first).sum())


def _jaccard(grams: Grams, reports: int) -> Reals:
    shared, sizes = _shared(grams, 5, reports)
    both = sizes[:reports, None] + sizes[None, reports:]
    found: Reals = np.divide(shared, both - shared, out=np.zeros(shared.shape), where=both > shared).max(axis=1)
    return found


def _containment(grams: Grams, reports: int) -> Reals:
    shared, sizes = _shared(grams, 8, reports)
    found: Reals = shared.max(axis=1) / np.maximum(sizes[:reports], 1)
    return found


def _shared(grams: Grams, n: int, reports: int) -> tuple[Reals, Numbers]:
    """Different n-grams that each report shares with each note, and how many each text has."""
    from scipy.sparse import csr_array

    rows = grams.counted(n)
    size = len(grams.lengths)
    held = csr_array(
        (np.ones(len(rows.grams)), (rows.owners, rows.grams)), shape=(size, int(rows.grams.max(initial=0)) + 1)
    )
    shared: Reals = (held[:reports] @ held[reports:].T).toarray()
    return shared, np.bincount(rows.owners, minlength=size).astype(np.int64)
