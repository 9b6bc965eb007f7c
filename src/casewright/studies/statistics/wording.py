"""Figures in sentences: the number, its interval, and how many it is of"""

from __future__ import annotations

from math import isfinite, log10

from casewright.measures.figure import Figure

__all__ = ["number", "told"]

SMALLEST = 1e-4


def number(value: float, digits: int | None = None) -> str:
    """Three significant digits, unless ``digits`` behind the point are asked for."""
    if digits is not None:
        return f"{value:.{digits}f}"
    if not isfinite(value) or abs(value) < SMALLEST:
        return "0" if isfinite(value) else "not a number"
    behind = max(0, min(4, 2 - int(log10(abs(value)) // 1)))
    return f"{value:.{behind}f}"


def told(figure: Figure, what: str = "", digits: int | None = None) -> str:
    """``0.12 (0.05 to 0.19, n = 64 pairs)``; why not, where the number can't be told.

    Args:
        figure: With its interval.
        what: Of what ``n`` counts.
        digits: Behind the point.
    """
    of = f"n = {figure.n}{f' {what}' if what else ''}"
    if figure.value is None:
        return f"{figure.note or 'not estimable'} ({of})"
    value = number(figure.value, digits)
    if figure.low is None or figure.high is None:
        return f"{value} ({of}; {figure.note or 'no interval'})"
    return f"{value} ({number(figure.low, digits)} to {number(figure.high, digits)}, {of})"
