"""A few of many names, for a message."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["some_of"]

MOST_NAMED = 5


def some_of(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
