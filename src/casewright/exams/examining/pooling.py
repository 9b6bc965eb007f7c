"""Partial pooling: the rate of a criterion with few questions leans on that of its family."""

from __future__ import annotations

import math
from collections.abc import Sequence

from casewright.certificates import Rate

__all__ = ["pooled", "prior_strength"]


def prior_strength(rates: Sequence[Rate]) -> float:
    """How many questions' worth of trust the family's rate deserves: α + β of a beta-binomial prior.

    By Kleinman's method of moments (1973, Journal of the American Statistical Association 68:46-54), criteria weighted
    by their number of questions. Infinite where criteria differ no more than chance makes them, 0 where they have
    nothing in common. Questions about one base count as independent here, so that differences are taken for a little
    more real than they are.
    """
    seen = [one for one in rates if one.n]
    total = sum(one.n for one in seen)
    mean = sum(one.hits for one in seen) / total if total else 0.0
    if len(seen) < 2 or mean in (0.0, 1.0):
        return math.inf
    spread = sum(one.n * (one.hits / one.n - mean) ** 2 for one in seen)
    by_chance = sum(1 - one.n / total for one in seen)
    between = sum(one.n * (1 - one.n / total) for one in seen) - by_chance
    if between <= 0:
        return math.inf
    correlation = (spread - mean * (1 - mean) * by_chance) / (mean * (1 - mean) * between)
    if correlation <= 0:
        return math.inf
    return max(0.0, 1 / correlation - 1)


def pooled(rate: Rate, family: Rate, strength: float) -> float | None:
    """The posterior mean (hits + m p) / (n + m) with the family's rate p and prior strength m; ``None`` without p."""
    if family.rate is None:
        return None
    if math.isinf(strength) or rate.n + strength == 0:
        return family.rate
    return (rate.hits + strength * family.rate) / (rate.n + strength)
