"""The earth mover's distance between two weighted sets: the cheapest way to carry one to the other, exactly."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["earth_movers"]


def earth_movers(first: NDArray[Any], second: NDArray[Any], costs: NDArray[Any]) -> float:
    """Optimal transport as a linear programme (Rubner 2000), solved by HiGHS.

    Args:
        first: Weights, [n], none below 0; brought to a sum of 1.
        second: Likewise, [m].
        costs: What it costs to carry a unit, [n, m].

    Raises:
        ValueError: weights that sum to nothing, or whose number isn't that of the costs.
    """
    ours, theirs = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if costs.shape != (len(ours), len(theirs)) or ours.sum() <= 0 or theirs.sum() <= 0:
        raise ValueError(f"weights of {len(ours)} and {len(theirs)}, costs of {costs.shape}: nothing to carry")
    kept, taken = np.flatnonzero(ours > 0), np.flatnonzero(theirs > 0)
    ours, theirs = ours[kept] / ours.sum(), theirs[taken] / theirs.sum()
    table = np.asarray(costs, dtype=np.float64)[np.ix_(kept, taken)]
    if min(table.shape) == 1:
        return float(ours @ table @ theirs)
    return _solve(ours, theirs, table)


def _solve(ours: NDArray[np.float64], theirs: NDArray[np.float64], costs: NDArray[np.float64]) -> float:
    from scipy.optimize import linprog
    from scipy.sparse import eye_array, kron, vstack

    n, m = costs.shape
    leave = kron(eye_array(n), np.ones((1, m)))
    arrive = kron(np.ones((1, n)), eye_array(m))
    sums = vstack([leave, arrive]).tocsr()[:-1]  # the last follows from the others
    found = linprog(costs.ravel(), A_eq=sums, b_eq=np.concatenate([ours, theirs])[:-1], method="highs")
    if found.status != 0:
        raise ArithmeticError(f"transport of {n} by {m} wasn't solved: status {found.status}")
    return max(0.0, float(found.fun))
