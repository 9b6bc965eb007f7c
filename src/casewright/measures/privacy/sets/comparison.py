"""What a set shows in a measure beside what real notes show of each other in it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure
from casewright.measures.privacy.sets.auc import auc
from casewright.measures.privacy.sets.shares import mean, share

__all__ = ["FEWEST_REAL", "NEARER_IS_LESS", "compare"]

NEARER_IS_LESS = frozenset({"nearest", "nearest_ratio"})
"""Measures in which a small value is like the corpus; in all others a large one is."""
FEWEST_REAL = 100
"""Real notes that a 99th percentile takes."""
EXPECTED = 0.01


def compare(name: str, values: NDArray[Any], real: NDArray[Any] | None) -> dict[str, Figure]:
    """Figures of one measure: ``NAME.mean``, ``NAME.most``, ``NAME.above_real``, ``NAME.auc``.

    Args:
        name: The measure, as `casewright.types.Privacy` calls it.
        values: One a report.
        real: What real notes have against the rest of their corpus, other patients' notes only.

    ``most`` is the value of the report that is likest to the corpus; ``above_real`` the share of reports beyond the
    real notes' 99th percentile, of which one in a hundred is expected; ``auc`` the chance that a report is more like
    the corpus than a real note is like the rest of it, 0.5 where there is no difference.
    """
    values, n = np.asarray(values, dtype=np.float64), len(values)
    if n == 0:
        return {}
    sign = -1.0 if name in NEARER_IS_LESS else 1.0
    found = {f"{name}.mean": mean(values), f"{name}.most": Figure(float(sign * (sign * values).max()), n)}
    return found | _beside(name, sign * values, None if real is None else sign * np.asarray(real, dtype=np.float64))


def _beside(name: str, values: NDArray[np.float64], real: NDArray[np.float64] | None) -> dict[str, Figure]:
    if real is None or not len(real):
        note = "no real notes to hold it against"
        return {f"{name}.{what}": Figure(None, len(values), note=note) for what in ("above_real", "auc")}
    return {f"{name}.above_real": _above(values, real), f"{name}.auc": auc(values, real, note="DeLong, logit")}


def _above(values: NDArray[np.float64], real: NDArray[np.float64]) -> Figure:
    if len(real) < FEWEST_REAL:
        return Figure(None, len(values), note=f"a 99th percentile takes {FEWEST_REAL} real notes, not {len(real)}")
    line = np.quantile(real, 1 - EXPECTED, method="higher")
    return share(int((values > line).sum()), len(values), f"beyond {1 - EXPECTED:.0%} of {len(real)} real notes")
