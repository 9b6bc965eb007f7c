"""What a whole run will come to, from its first few samples: wide, since they are few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

__all__ = ["Amount", "Estimate", "Range", "Tried", "Wanted", "estimate"]

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Tried:
    """A sample that was tried: whether the gate let it through, and what it took. ``usd`` is ``None`` where a price
    is not known; ``seconds`` are from claim to finish."""

    passed: bool
    calls: int
    tokens: int
    usd: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many an order wants accepted, and how many samples it may have."""

    n: int
    max_samples: int


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with the ends it is taken to lie between."""

    low: float
    point: float
    high: float


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount a sample with its 95 % interval (``None`` where the samples give none), and of the whole run."""

    sample: Range | None
    mean: float
    total: Range


@dataclass(frozen=True, slots=True)
class Estimate:
    """The whole run, judged by its first samples.

    ``acceptance`` is the share that the gate lets through, with the exact binomial interval (Clopper and Pearson 1934,
    95 %); ``samples`` follows from its ends, order by order, at most what each may have. Amounts a sample have the t
    interval (95 %), and the ends of ``samples`` times those are the ends of the whole: by Bonferroni's inequality at
    least 90 %, if the samples to come are like the first ones and amounts are roughly normal. ``seconds`` of the whole
    are wall time with ``at_once`` samples in flight. ``usd`` is ``None`` where a price is not known.

    ``may_fall_short`` is whether the limits on samples would end an order before it is full: ``certain`` at the best
    acceptance of the range, ``likely`` at the acceptance seen, ``possible`` at the worst.
    """

    tried: int
    passed: int
    acceptance: Range
    samples: Range
    calls: Amount
    tokens: Amount
    usd: Amount | None
    seconds: Amount
    at_once: int
    may_fall_short: str


def estimate(tried: Sequence[Tried], orders: Sequence[Wanted], *, at_once: int) -> Estimate:
    """What the orders will take, all of their samples counted, those tried among them.

    Args:
        tried: The first samples, at least one.
        orders: What is wanted.
        at_once: Samples in flight at once.
    """
    passed = sum(item.passed for item in tried)
    acceptance = _share(passed, len(tried))
    samples = _samples(acceptance, orders, len(tried))
    amounts = {name: _amount([getattr(t, name) for t in tried], samples) for name in ("calls", "tokens", "seconds")}
    prices = [item.usd for item in tried if item.usd is not None]
    return Estimate(
        tried=len(tried),
        passed=passed,
        acceptance=acceptance,
        samples=samples,
        usd=_amount(prices, samples) if len(prices) == len(tried) else None,
        at_once=at_once,
        may_fall_short=_shortfall(acceptance, orders),
        calls=amounts["calls"],
        tokens=amounts["tokens"],
        seconds=_side_by_side(amounts["seconds"], samples, at_once),
    )


def _share(passed: int, n: int) -> Range:
    from scipy.stats import binomtest

    found = binomtest(passed, n).proportion_ci(CONFIDENCE, method="exact")
    return Range(float(found.low), passed / n, float(found.high))


def _samples(acceptance: Range, orders: Sequence[Wanted], tried: int) -> Range:
    low, point, high = (_needed(orders, share) for share in (acceptance.high, acceptance.point, acceptance.low))
    return Range(max(low, tried), max(point, tried), max(high, tried))


def _needed(orders: Sequence[Wanted], share: float) -> int:
    return sum(min(order.max_samples, ceil(order.n / share)) if share else order.max_samples for order in orders)


def _shortfall(acceptance: Range, orders: Sequence[Wanted]) -> str:
    levels: Mapping[str, float] = {
        "certain": acceptance.high,
        "likely": acceptance.point,
        "possible": acceptance.low,
    }
    for told, share in levels.items():
        if any(order.n > share * order.max_samples for order in orders):
            return told
    return "no"


def _amount(values: Sequence[float], samples: Range) -> Amount:
    """The mean with its t interval. No sample costs less than nothing, and the whole no less than what is spent."""
    mean, spent = sum(values) / len(values), sum(values)
    wide = _half_width(values)
    sample = None if wide is None else Range(max(0.0, mean - wide), mean, mean + wide)
    each = sample or Range(mean, mean, mean)
    low, point, high = samples.low * each.low, samples.point * mean, samples.high * each.high
    return Amount(sample, mean, Range(max(low, spent), max(point, spent), max(high, spent)))


def _half_width(values: Sequence[float]) -> float | None:
    """Of the 95 % t interval; none for one value, or where all are alike, which says nothing of those to come."""
    n = len(values)
    if n < 2 or len(set(values)) == 1:
        return None
    from scipy.stats import t

    mean = sum(values) / n
    deviation = sqrt(sum((value - mean) ** 2 for value in values) / (n - 1))
    return float(t.ppf((1 + CONFIDENCE) / 2, n - 1)) * deviation / sqrt(n)


def _side_by_side(found: Amount, samples: Range, at_once: int) -> Amount:
    """Wall time: so many samples share it, and none ends before it is through itself."""
    total = found.total
    pairs = ((total.low, samples.low), (total.point, samples.point), (total.high, samples.high))
    low, point, high = (max(found.mean, seconds / max(1.0, min(at_once, count))) for seconds, count in pairs)
    return Amount(found.sample, found.mean, Range(min(low, point), point, max(high, point)))
