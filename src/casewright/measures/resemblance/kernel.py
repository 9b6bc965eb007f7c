"""The kernel matrix of two samples, and the unbiased MMD² of any parting of its rows in two."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "gram", "median_distance", "mmd2_of"]

Floats = NDArray[np.float64]


def median_distance(rows: NDArray[Any]) -> float:
    """Median Euclidean distance over all pairs of different rows of the pooled sample (Gretton 2012, section 8).

    Where half the pairs or more are the same, it is the mean distance instead; 1 where all rows are the same.
    """
    from scipy.spatial.distance import pdist

    apart = pdist(np.asarray(rows, dtype=np.float64))
    for found in (np.median(apart), apart.mean()) if len(apart) else ():
        if found > 0:
            return float(found)
    return 1.0


def gram(rows: NDArray[Any], bandwidth: float) -> Floats:
    """The RBF kernel exp(-d² / (2 σ²)) of all rows with one another, with σ the ``bandwidth``."""
    wide = np.asarray(rows, dtype=np.float64)
    squares = (wide**2).sum(axis=1)
    apart = np.maximum(squares[:, None] + squares[None, :] - 2 * wide @ wide.T, 0)
    np.fill_diagonal(apart, 0)
    kernel: Floats = np.exp(-apart / (2 * bandwidth**2))
    return kernel


def mmd2_of(kernel: Floats, first: NDArray[Any], second: NDArray[Any]) -> Floats:
    """Unbiased MMD² (Gretton 2012, JMLR 13, equation 3) of many partings of the same rows at once.

    Args:
        kernel: Kernel values, [rows, rows].
        first: Which rows are in the first sample, 0 or 1, [rows, partings]; two at least in each.
        second: Likewise, or [rows, 1] for all of them; no row is in both.
    """
    ones, others = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    n, m = ones.sum(axis=0), others.sum(axis=0)
    diagonal = np.diagonal(kernel)
    spread, wide = kernel @ ones, kernel @ others
    within = ((ones * spread).sum(axis=0) - diagonal @ ones) / (n * (n - 1))
    beyond = ((others * wide).sum(axis=0) - diagonal @ others) / (m * (m - 1))
    found: Floats = within + beyond - 2 * (others * spread).sum(axis=0) / (n * m)
    return found
