"""Reports told after one another: which share a fifth of their phrases with another of the set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.grams import Grams

__all__ = ["RETOLD", "find_kin", "kin_figures"]

RETOLD = 0.2
"""5-gram Jaccard above which a report is told after another. Of 440 groups of real notes the share of such reports was
0.3 % on average."""
GRAM = 5
CHUNK = 256
Numbers = NDArray[np.int64]


def kin_figures(kin: Numbers, kept: NDArray[np.bool_]) -> Mapping[str, float | None]:
    """``retold``: share of reports that are linked to another of the set."""
    own = kin[kept]
    return {"retold": float((np.bincount(own)[own] > 1).mean()) if len(own) > 1 else None}


def find_kin(grams: Grams, floor: float = RETOLD) -> Numbers:
    """By report: the number of its cluster, which are the reports that a Jaccard above ``floor`` links.

    All pairs that share a 5-gram are looked at, by a product of sparse matrices.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = len(grams.lengths)
    if not size:
        return np.zeros(0, dtype=np.int64)
    pairs = np.concatenate([np.zeros((0, 2), dtype=np.int64), *_links(grams, floor)])
    links = coo_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    found: Numbers = connected_components(links, directed=False)[1].astype(np.int64)
    return found


def _links(grams: Grams, floor: float) -> Iterator[Numbers]:
    from scipy.sparse import csr_array

    rows, size = grams.counted(GRAM), len(grams.lengths)
    width = int(rows.grams.max(initial=0)) + 1
    table = csr_array((np.ones(len(rows.grams), dtype=np.int32), (rows.owners, rows.grams)), shape=(size, width))
    sizes, turned = np.diff(table.indptr), table.T.tocsr()
    for start in range(0, size, CHUNK):
        shared = (table[start : start + CHUNK] @ turned).tocoo()
        ones = shared.row + start
        likeness = shared.data / (sizes[ones] + sizes[shared.col] - shared.data)
        chosen = (likeness > floor) & (ones < shared.col)
        yield np.stack([ones[chosen], shared.col[chosen]], axis=1).astype(np.int64)
