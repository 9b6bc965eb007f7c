"""Quantities as people state them: reading limits, durations in days, comparing across units."""

from __future__ import annotations

import math

from casewright.errors import InputError
from casewright.types import Quantity

__all__ = ["UNITS", "as_quantity", "days", "within"]

DAYS = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}
UNITS = (*DAYS, "mg", "points", "units_per_day", "times", "kg")
PLURALS = {unit.removesuffix("s"): unit for unit in (*DAYS, "points", "times")}
ROUNDING = 0.09
"""People's months have four weeks and Spanish fortnights fifteen days: across units 9 % either way is the same."""


def as_quantity(text: str) -> Quantity:
    """Reads a limit such as ``2 weeks`` or ``30 points``.

    Raises:
        InputError: not a number and one of our units.
    """
    parts = text.split()
    try:
        value, unit = float(parts[0]), PLURALS.get(parts[1], parts[1])
    except (IndexError, ValueError):
        value, unit = math.nan, ""
    if len(parts) != 2 or not math.isfinite(value) or unit not in UNITS:
        raise InputError(f"{text!r} is no quantity; write a number and one of {', '.join(UNITS)}, such as '2 weeks'")
    return Quantity(value, unit)


def days(quantity: Quantity) -> float | None:
    """A duration in days (months of 30.4375, years of 365.25), or ``None`` for another kind of quantity."""
    factor = DAYS.get(quantity.unit)
    return None if factor is None else quantity.value * factor


def within(quantity: Quantity, low: str | None, high: str | None) -> bool | None:
    """Whether a quantity keeps to its limits, both included; ``None`` where the units can't be compared.

    Limits in another unit of time hold with 9 % to spare: four weeks are a month.
    """
    for text, sign in ((low, 1), (high, -1)):
        over = None if text is None else _excess(quantity, as_quantity(text), sign)
        if text is not None and over is None:
            return None
        if over is not None and over < 0:
            return False
    return True


def _excess(quantity: Quantity, limit: Quantity, sign: int) -> float | None:
    """By how much a limit is kept (negative: broken), or ``None`` if the units differ in kind."""
    if quantity.unit == limit.unit:
        return sign * (quantity.value - limit.value)
    value, bound = days(quantity), days(limit)
    if value is None or bound is None:
        return None
    return sign * (value - bound) + ROUNDING * bound
