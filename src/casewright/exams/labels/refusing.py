"""Wrong rows of a table from people, told in one error by their numbers"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casewright.errors import InputError

__all__ = ["MOST_SHOWN", "refuse_rows"]

MOST_SHOWN = 20
"""Rows that an error names; of more it says how many there are."""


def refuse_rows(path: Path, wrong: Sequence[tuple[int, str]]) -> None:
    """Raises where rows are wrong: one error for all of them, and the same complaint of many rows is made once.

    Raises:
        InputError: there is a wrong row.
    """
    if not wrong:
        return
    first: dict[str, int] = {}
    for number, why in wrong:
        first.setdefault(why, number)
    lines = [f"row {number}: {why}" for why, number in list(first.items())[:MOST_SHOWN]]
    rest = len(wrong) - len(lines)
    more = [f"and {rest} rows more"] if rest else []
    raise InputError("\n  ".join([f"{str(path)!r} can't be used; wrong rows: {len(wrong)}", *lines, *more]))
