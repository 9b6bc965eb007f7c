"""One number about a set of reports, with what it takes to read it: how many it is of, and its interval."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that may stand alone in a table.

    Attributes:
        value: The number; ``None`` where it can't be told, and ``note`` says why.
        n: How many reports, pairs or trials it is of.
        low: Lower end of the 95 % interval, where there is one.
        high: Upper end.
        note: How it was made, in a few words: the interval's method, a length that texts were cut to.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    note: str = ""
