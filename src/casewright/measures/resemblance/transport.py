"""The earth mover's distance between two weighted sets: the cheapest way to carry one to the other, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Load", "earth_movers", "earth_movers_each"]

Floats = NDArray[np.float64]
Load = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]
"""Weights [n], none below 0 and not all 0; weights [m] likewise; what it costs to carry a unit, [n, m]."""

TOGETHER = 4_000
"""Costs that are solved in one programme: calling the solver takes longer than most loads."""


def earth_movers(first: NDArray[Any], second: NDArray[Any], costs: NDArray[Any]) -> float:
    """Optimal transport of one load as a linear programme (Rubner 2000), by HiGHS; weights are brought to a sum of 1.

    Raises:
        ValueError: weights that sum to nothing, or whose number isn't that of the costs.
    """
    return earth_movers_each([(first, second, costs)])[0]


def earth_movers_each(loads: Sequence[Load]) -> list[float]:
    """Likewise of several loads, each for itself, in as few programmes as their sizes ask for."""
    checked = [_checked(*load) for load in loads]
    found: list[float] = []
    batch: list[tuple[Floats, Floats, Floats]] = []
    for load in checked:
        if batch and sum(one[2].size for one in batch) + load[2].size > TOGETHER:
            found += _solve(batch)
            batch = []
        batch.append(load)
    return found + (_solve(batch) if batch else [])


def _checked(first: NDArray[Any], second: NDArray[Any], costs: NDArray[Any]) -> tuple[Floats, Floats, Floats]:
    ours, theirs = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if costs.shape != (len(ours), len(theirs)) or ours.sum() <= 0 or theirs.sum() <= 0:
        raise ValueError(f"weights of {len(ours)} and {len(theirs)}, costs of {costs.shape}: nothing to carry")
    kept, taken = np.flatnonzero(ours > 0), np.flatnonzero(theirs > 0)
    table = np.asarray(costs, dtype=np.float64)[np.ix_(kept, taken)]
    return ours[kept] / ours.sum(), theirs[taken] / theirs.sum(), table


def _solve(batch: Sequence[tuple[Floats, Floats, Floats]]) -> list[float]:
    from scipy.optimize import linprog
    from scipy.sparse import block_diag

    costs = np.concatenate([table.ravel() for _, _, table in batch])
    sums = block_diag([_sums(*table.shape) for _, _, table in batch], format="csr")
    wanted = np.concatenate([side for ours, theirs, _ in batch for side in (ours, theirs[:-1])])
    found = linprog(costs, A_eq=sums, b_eq=wanted, method="highs-ds")
    if found.status != 0:
        raise ArithmeticError(f"transport of {len(batch)} loads wasn't solved: status {found.status}")
    paid = np.split(found.x * costs, np.cumsum([table.size for _, _, table in batch])[:-1])
    return [max(0.0, float(one.sum())) for one in paid]


def _sums(n: int, m: int) -> Any:
    """What leaves each place, then what arrives at each but the last, which follows: [n + m - 1, n m]."""
    from scipy.sparse import coo_array

    flows = np.arange(n * m)
    rows = np.concatenate([flows // m, n + flows % m])
    kept = rows < n + m - 1
    return coo_array((np.ones(kept.sum()), (rows[kept], np.tile(flows, 2)[kept])), shape=(n + m - 1, n * m))
