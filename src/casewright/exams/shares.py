"""A count of a count, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Share", "share"]


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``n``, with the 95 % Wilson interval (Wilson 1927); no rate and no interval where n is 0."""

    hits: int
    n: int
    low: float | None
    high: float | None

    @property
    def rate(self) -> float | None:
        return self.hits / self.n if self.n else None


def share(hits: int, n: int) -> Share:
    """A share with its interval."""
    if n == 0:
        return Share(0, 0, None, None)
    from scipy.stats import binomtest

    interval = binomtest(hits, n).proportion_ci(0.95, method="wilson")
    return Share(hits, n, float(interval.low), float(interval.high))
