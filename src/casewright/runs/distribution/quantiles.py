"""A number of the reports: its quantiles in all first drafts and in the accepted texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casewright.runs.distribution.distances import kolmogorov_smirnov

__all__ = ["number_table"]

QUANTILES = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


def number_table(written: Sequence[float], accepted: Sequence[float]) -> dict[str, Any] | None:
    """Mean, standard deviation and quantiles of both, and their distance; nothing where nothing was written."""
    if not written:
        return None
    return {
        "written": _described(written),
        "accepted": _described(accepted),
        "accepted_from_written": kolmogorov_smirnov(accepted, written),
    }


def _described(values: Sequence[float]) -> dict[str, Any]:
    import numpy as np

    if not values:
        return {"n": 0, "mean": None, "sd": None, **dict.fromkeys(QUANTILES)}
    ends = np.quantile(np.asarray(values, float), list(QUANTILES.values()))
    spread = float(np.std(values, ddof=1)) if len(values) > 1 else None
    found = {name: float(end) for name, end in zip(QUANTILES, ends, strict=True)}
    return {"n": len(values), "mean": float(np.mean(values)), "sd": spread, **found}
