"""Intervals of a set's figures: the delete-a-group jackknife over reports.

A bootstrap is no way here: it draws reports twice, and every figure of repetition would take that for repetition.
Leaving reports out makes no twins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["GROUPS", "Measured", "jackknife", "t_quantile"]

GROUPS = 20
LEAST_GROUPS = 4

Figures = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures with their standard errors.

    Attributes:
        values: By name; ``None`` where a figure can't be told.
        errors: Standard errors; ``None`` where there are too few reports for one.
        degrees: Degrees of freedom: groups less one.
    """

    values: Figures
    errors: Figures
    degrees: int


def jackknife(
    measure: Callable[[NDArray[np.bool_]], Figures], order: NDArray[np.int64], groups: int = GROUPS
) -> Measured:
    """Figures of all reports, and how much they move when a group of reports is left out.

    Standard error: √((G - 1) / G · Σ (θ₋g - mean)²) over G groups (Kott 2001, Journal of Official Statistics 17); with
    as many groups as reports it is the ordinary jackknife.

    Args:
        measure: From a mask of the reports to figures by name.
        order: The reports in a random order; each joins a group by its place in it.
        groups: Groups at most; a report each where there are fewer reports.
    """
    n = len(order)
    values = measure(np.ones(n, dtype=bool))
    count = min(groups, n)
    if count < LEAST_GROUPS:
        return Measured(values, dict.fromkeys(values), 0)
    without = [measure(_all_but(order, group, count)) for group in range(count)]
    errors = {name: _error([one[name] for one in without]) for name in values}
    return Measured(values, errors, count - 1)


def _all_but(order: NDArray[np.int64], group: int, count: int) -> NDArray[np.bool_]:
    kept = np.ones(len(order), dtype=bool)
    kept[order[group::count]] = False
    return kept


def _error(found: list[float | None]) -> float | None:
    values = [value for value in found if value is not None]
    if len(values) < len(found):
        return None
    spread = np.array(values) - np.mean(values)
    return float(np.sqrt((len(values) - 1) / len(values) * (spread**2).sum()))


def t_quantile(share: float, degrees: int) -> float:
    """Quantile of Student's t."""
    from scipy.stats import t

    return float(t.ppf(share, degrees))
