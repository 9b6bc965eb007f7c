"""A share that an imperfect judge counted, corrected for its errors, with an interval over both sets of cases."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from casewright.certificates import Rate

__all__ = ["Corrected", "NotCorrected", "corrected_share", "effective_size"]

Z = 1.959963984540054
"""Quantile of the standard normal for 95 %."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The true share as far as the judge's error rates tell it, with a 95 % interval, all within 0 and 1."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NotCorrected:
    """Why there is no corrected share. It is never replaced by the raw one."""

    why: str


@dataclass(frozen=True, slots=True)
class _Share:
    p: float
    n: float

    def smoothed(self, added: float) -> _Share:
        """With so many observations added, half of them hits."""
        n = self.n + added
        return _Share((self.p * self.n + added / 2) / n, n)

    @property
    def variance(self) -> float:
        return self.p * (1 - self.p) / self.n


def corrected_share(hits: int, n: int, false_accepts: Rate, false_rejects: Rate) -> Corrected | NotCorrected:
    """The share of truly good cases, of which the judge called ``hits`` of ``n`` good.

    The point is Rogan and Gladen's (1978, Am J Epidemiol 107): theta = (p + q0 - 1) / (q0 + q1 - 1), where q0 is
    the share of bad cases refused and q1 that of good cases accepted. The interval is the adjusted Wald interval of
    Lang and Reiczigel (2014, Prev Vet Med 113), which Lee et al. (2025, arXiv 2511.21140) use for judges: z² cases are
    added to the counted set and 2 to each of the two examined ones, and the centre is shifted. Where cases of the exam
    come in clusters, their effective number counts.

    Args:
        hits: Cases that the judge called good.
        n: Cases counted.
        false_accepts: Bad cases of the exam that it called good.
        false_rejects: Good cases of the exam that it called bad.
    """
    if n == 0:
        return NotCorrected("nothing was counted")
    if false_accepts.n == 0 or false_rejects.n == 0:
        return NotCorrected("the exam held no bad cases, or no good ones")
    counted = _Share(hits / n, n)
    q0 = _Share(1 - false_accepts.hits / false_accepts.n, effective_size(false_accepts))
    q1 = _Share(1 - false_rejects.hits / false_rejects.n, effective_size(false_rejects))
    if q0.p + q1.p <= 1:
        return NotCorrected(f"the error rates {1 - q0.p:.2f} and {1 - q1.p:.2f} sum to one or more")
    interval = _interval(counted.smoothed(Z**2), q0.smoothed(2), q1.smoothed(2))
    if interval is None:
        return NotCorrected("the exam held too few cases to tell the error rates from guessing")
    return Corrected(_clip((counted.p + q0.p - 1) / (q0.p + q1.p - 1)), *interval)


def effective_size(rate: Rate) -> float:
    """How many independent observations a rate is worth, read off its interval where it came in clusters.

    Never more than n; exact intervals are wider than the normal one, so it errs towards too few.
    """
    if rate.clusters is None or rate.low is None or rate.high is None or rate.hits in (0, rate.n):
        return float(rate.n)
    p, width = rate.hits / rate.n, rate.high - rate.low
    return min(float(rate.n), max(1.0, p * (1 - p) * (2 * Z / width) ** 2))


def _interval(counted: _Share, q0: _Share, q1: _Share) -> tuple[float, float] | None:
    gain = q0.p + q1.p - 1
    if gain <= 0:
        return None
    theta = (counted.p + q0.p - 1) / gain
    shift = 2 * Z**2 * (theta * q1.variance - (1 - theta) * q0.variance)
    error = sqrt(counted.variance + (1 - theta) ** 2 * q0.variance + theta**2 * q1.variance) / gain
    return _clip(theta + shift - Z * error), _clip(theta + shift + Z * error)


def _clip(value: float) -> float:
    return min(1.0, max(0.0, value))
