"""From figures and their standard errors to numbers that may stand alone: interval, number of reports, how made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from casewright.measures.diversity.sets.jackknife import Measured, t_quantile
from casewright.measures.diversity.sets.kinds import DRAWN, LARGEST, PACKED, SHARES, WORSE
from casewright.measures.diversity.sets.reading import Reading
from casewright.measures.figure import Figure
from casewright.measures.rates import rate

__all__ = ["average", "less_diverse", "list_figures"]

Figures = Mapping[str, float | None]


def list_figures(reading: Reading, measured: Measured, note: str = "") -> Mapping[str, Figure]:
    """Figures with their 95 % intervals.

    Args:
        reading: The set: how many reports, words drawn and bytes compressed.
        measured: Its figures.
        note: What was done to the texts before, if anything.
    """
    quantile = t_quantile(0.975, measured.degrees) if measured.degrees else None
    return {name: _figure(name, reading, measured, quantile, note) for name in measured.values}


def _figure(name: str, reading: Reading, measured: Measured, quantile: float | None, note: str) -> Figure:
    value, error = measured.values[name], measured.errors[name]
    n = reading.count(name)
    how = "; ".join(part for part in (_made(name, reading), note) if part)
    if value is None:
        return Figure(None, n, note="; ".join(part for part in ("too few reports or words", note) if part))
    if name in SHARES and not error:
        share = rate(round(value * n), n)
        return Figure(value, n, share.low, share.high, how)
    if error is None or quantile is None:
        return Figure(value, n, note=f"{how}; too few reports for an interval" if how else "too few for an interval")
    most = LARGEST.get(name, 1.0)
    low, high = max(0.0, value - quantile * error), min(most, value + quantile * error)
    return Figure(
        value, n, low, high, "; ".join(part for part in (how, f"jackknife, {measured.degrees + 1} groups") if part)
    )


def _made(name: str, reading: Reading) -> str:
    if name in DRAWN:
        return f"expected among {reading.words} words drawn"
    if name in PACKED:
        return f"gzip at {reading.block} bytes"
    return ""


def average(several: Sequence[Measured]) -> Measured:
    """The mean of some sets' figures, with the standard error that one such set has."""
    names = several[0].values
    values = {name: _mean([one.values[name] for one in several]) for name in names}
    squares = {name: _mean([_square(one.errors[name]) for one in several]) for name in names}
    errors = {name: None if square is None else float(np.sqrt(square)) for name, square in squares.items()}
    return Measured(values, errors, several[0].degrees)


def _square(value: float | None) -> float | None:
    return None if value is None else value**2


def _mean(values: Sequence[float | None]) -> float | None:
    told = [value for value in values if value is not None]
    return sum(told) / len(told) if told and len(told) == len(values) else None


def less_diverse(own: Measured, real: Measured) -> tuple[str, ...]:
    """Names of the figures whose difference to real notes' lies on the worse side with its whole 95 % interval."""
    if not own.degrees:
        return ()
    quantile = t_quantile(0.975, own.degrees)
    return tuple(name for name in own.values if name in WORSE and _is_worse(name, own, real, quantile))


def _is_worse(name: str, own: Measured, real: Measured, quantile: float) -> bool:
    value, other = own.values[name], real.values.get(name)
    error, more = own.errors[name], real.errors.get(name)
    if value is None or other is None or error is None or more is None:
        return False
    gap = value - other if WORSE[name] == "high" else other - value
    return gap > quantile * float(np.hypot(error, more))
