"""How many places of a round each value of a trait gets, so that what is accepted comes to its target.

Wanted are whole numbers of all that will be accepted (cumulated shares, rounded from an offset of the order's own:
each value gets its share rounded down or up, so that an order of one report has the commonest value not always but as
often as its share says). Lacking is what is wanted less what was accepted. Places go to what lacks most for the chance
it has of passing, by largest remainder, and never more than lack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, inf

__all__ = ["Strata", "quotas", "wanted"]

Amounts = dict[str, float]
EXTRA = 1.5
"""How many times the samples that would be needed unsteered may go into shares that nobody ordered."""
DEAREST = 5.0
"""How many accepted reports' worth of samples may go into one that is what it should be, where nobody ordered it."""
PRIOR = 4.0
"""How many samples of average luck each value is credited with before its own rate is believed."""


@dataclass(frozen=True, slots=True)
class Strata:
    """What became of an order's samples, by the values of one trait.

    Attributes:
        tried: Samples drawn, by value.
        passed: Those that the gate accepted, by value.
    """

    tried: Mapping[str, int]
    passed: Mapping[str, int]

    @property
    def all_tried(self) -> int:
        return sum(self.tried.values())

    @property
    def all_passed(self) -> int:
        return sum(self.passed.values())

    def rate(self, value: str) -> float:
        """The chance of passing, drawn towards that of all samples."""
        average = (self.all_passed + 1) / (self.all_tried + 1)
        return (self.passed.get(value, 0) + PRIOR * average) / (self.tried.get(value, 0) + PRIOR)


def quotas(
    shares: Mapping[str, float],
    strata: Strata,
    missing: int,
    places: int,
    *,
    left: int,
    ordered: bool,
    offset: float,
) -> dict[str, int]:
    """Places by value; they sum to ``places``, and values of no share get none.

    Args:
        shares: The target.
        strata: What there is.
        missing: How many accepted reports are still to come.
        places: How many samples the round has; at most ``missing``.
        left: How many samples the order may still have.
        ordered: Whether the order has this target; if not, it may cost so much only.
        offset: In [0, 1), the order's own: where the cumulated shares are rounded.
    """
    lacking = _lacking(shares, strata, missing, offset)
    rates = {value: strata.rate(value) for value in lacking}
    each = sum(shares[value] for value in lacking) / sum(shares[value] * rates[value] for value in lacking)
    allowed = EXTRA * each * (strata.all_passed + missing) - strata.all_tried
    room, price = (left, inf) if ordered else (min(left, allowed), DEAREST * each)
    aimed = _affordable(lacking, shares, rates, missing, room, price)
    weights = {value: amount / rates[value] for value, amount in aimed.items()}
    return _divide(weights, {value: ceil(amount) for value, amount in aimed.items()}, places)


def wanted(shares: Mapping[str, float], total: int, offset: float) -> dict[str, int]:
    """Whole numbers that sum to ``total``, each its share rounded down or up."""
    found, reached, before, whole = {}, 0.0, 0, sum(shares.values())
    last = next(reversed([value for value, share in shares.items() if share > 0]))
    for value, share in shares.items():
        reached += share / whole
        upto = total if value == last else before if share <= 0 else min(total, floor(total * reached + offset))
        found[value], before = upto - before, upto
        if value == last:
            break
    return found


def _lacking(shares: Mapping[str, float], strata: Strata, missing: int, offset: float) -> Amounts:
    total = strata.all_passed + missing
    aims = wanted(shares, total, offset)
    return {value: max(0.0, float(number - strata.passed.get(value, 0))) for value, number in aims.items()}


def _affordable(
    lacking: Amounts, shares: Mapping[str, float], rates: Mapping[str, float], missing: int, room: float, price: float
) -> Amounts:
    """What lacks, as far as ``room`` samples suffice for it, at no more than ``price`` extra samples a report.

    The costliest values give way first, to the others by their shares, but never below what would come of them
    unsteered.
    """
    natural = {value: shares[value] * rates[value] for value in lacking}
    scale = missing / sum(natural.values())
    kept = dict(lacking)
    for costly in sorted(kept, key=lambda value: (rates[value], value)):
        others = {value: shares[value] for value in kept if rates[value] > rates[costly]}
        saved = 1 / rates[costly] - _mean_cost(others, rates) if sum(others.values()) else 0.0
        if saved <= 0:
            break
        excess = sum(kept[value] / rates[value] for value in kept) - room
        wish = inf if saved > price else max(0.0, excess) / saved
        given = min(wish, max(0.0, kept[costly] - natural[costly] * scale))
        kept[costly] -= given
        for value, share in others.items():
            kept[value] += given * share / sum(others.values())
    return kept


def _mean_cost(shares: Mapping[str, float], rates: Mapping[str, float]) -> float:
    return sum(share / rates[value] for value, share in shares.items()) / sum(shares.values())


def _divide(weights: Amounts, most: Mapping[str, int], places: int) -> dict[str, int]:
    """Places by largest remainder, none above ``most`` while others have room."""
    total = sum(weights.values())
    ideal = {value: places * weight / total for value, weight in weights.items()}
    found = dict.fromkeys(weights, 0)
    for _ in range(places):
        open_ = [value for value in weights if found[value] < most[value]]
        best = max(open_ or [value for value in weights if weights[value] > 0], key=lambda v: ideal[v] - found[v])
        found[best] += 1
    return found
