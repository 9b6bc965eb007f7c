"""What n texts leave possible of something that was found in none of them"""

from __future__ import annotations

from dataclasses import replace

from casewright.measures.figure import Figure
from casewright.studies.statistics import upper_bound

__all__ = ["bounded"]


def bounded(figure: Figure) -> Figure:
    """A share that is 0 in every text, with the bound of the share of texts that have any of it.

    Neither leaving texts out nor drawing them again moves it, so no such interval says anything.
    """
    if figure.value != 0 or figure.high:
        return figure
    note = f"found in none of {figure.n} texts; the upper end bounds the share of texts that have any"
    return replace(figure, low=0.0, high=upper_bound(0, figure.n), note=note)
