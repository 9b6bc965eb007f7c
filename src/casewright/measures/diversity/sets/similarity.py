"""How alike the reports of a set are: mean similarity, the Vendi score, and dispersion of vectors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.grams import Grams

__all__ = [
    "MOST_REPORTS",
    "effective_share",
    "kernel",
    "mean_similarity",
    "similarity_figures",
    "vector_figures",
    "vendi_score",
]

Kept = NDArray[np.bool_]
Matrix = NDArray[np.float64]
MOST_REPORTS = 300
"""Reports that a kernel is made of; of a larger set, so many are drawn."""


def vendi_score(similarity: Matrix) -> float:
    """Effective number of different things (Friedman and Dieng 2023): exp of the entropy of K/n's eigenvalues.

    1 where all are the same, n where nothing is shared.

    Args:
        similarity: Positive semidefinite [n, n] with ones on the diagonal.
    """
    if not len(similarity):
        return 0.0
    values = np.linalg.eigvalsh(similarity / len(similarity))
    values = values[values > 1e-12]
    return float(np.exp(-(values * np.log(values)).sum()))


def kernel(grams: Grams, orders: tuple[int, ...] = (1, 2)) -> Matrix:
    """Mean cosine of the reports' n-gram counts over some orders; a report without n-grams is like nothing but itself.

    Single words and pairs, as the authors' package has it for texts.
    """
    found = sum((_cosines(grams, n) for n in orders), np.zeros((len(grams.lengths), len(grams.lengths))))
    found /= len(orders)
    np.fill_diagonal(found, 1.0)
    return found


def _cosines(grams: Grams, n: int) -> Matrix:
    from scipy.sparse import csr_array

    rows, size = grams.counted(n), len(grams.lengths)
    norms = np.sqrt(np.bincount(rows.owners, rows.counts.astype(np.float64) ** 2, size))
    shares = rows.counts / norms[rows.owners] if len(rows.owners) else np.zeros(0)
    width = int(rows.grams.max(initial=-1)) + 1
    table = csr_array((shares, (rows.owners, rows.grams)), shape=(size, max(width, 1)))
    found: Matrix = (table @ table.T).toarray()
    return found


def effective_share(similarity: Matrix, kept: Kept) -> float | None:
    """The Vendi score of the kept reports over their number."""
    n = int(kept.sum())
    return vendi_score(similarity[np.ix_(kept, kept)]) / n if n else None


def mean_similarity(similarity: Matrix) -> float | None:
    """Mean over all pairs of different reports."""
    n = len(similarity)
    return float((similarity.sum() - np.trace(similarity)) / (n * (n - 1))) if n > 1 else None


def similarity_figures(words: Matrix, phrases: Matrix, kept: Kept) -> Mapping[str, float | None]:
    """``similarity``, ``vendi`` (words and pairs of words) and ``vendi_phrases`` (5-grams), the latter two by n too."""
    n = int(kept.sum())
    if n == 0:
        return dict.fromkeys(("similarity", "vendi", "vendi_share", "vendi_phrases_share"))
    both = np.ix_(kept, kept)
    score = vendi_score(words[both])
    return {
        "similarity": mean_similarity(words[both]),
        "vendi": score,
        "vendi_share": score / n,
        "vendi_phrases_share": effective_share(phrases, kept),
    }


def vector_figures(similarity: Matrix, kept: Kept) -> Mapping[str, float | None]:
    """``dispersion``: mean cosine distance of all pairs; ``vendi_meanings_share``: the vectors' Vendi score by n."""
    n = int(kept.sum())
    own = similarity[np.ix_(kept, kept)]
    mean = mean_similarity(own)
    share = vendi_score(own) / n if n else None
    return {"dispersion": None if mean is None else 1 - mean, "vendi_meanings_share": share}
