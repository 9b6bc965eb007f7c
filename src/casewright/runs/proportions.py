"""A share as the summary has it."""

from __future__ import annotations

from typing import Any

from casewright.measures.rates import rate

__all__ = ["proportion"]


def proportion(hits: int, n: int) -> dict[str, Any]:
    """A share with its n and its 95 % Wilson interval (Wilson 1927); no share where n is 0."""
    found = rate(hits, n)
    return {"share": found.rate, "n": n, "low": found.low, "high": found.high}
