"""Decisions of people in a file: JSONL, CSV or Parquet rows with ``id``, ``decision``, ``who`` and ``why``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casewright.errors import InputError, UsageError
from casewright.measures.privacy.rows import read_rows
from casewright.runs.decisions import MOST_LISTED, Ruling

__all__ = ["read_rulings"]

FIELDS = ("id", "decision", "who", "why")


def read_rulings(path: Path, *, who: str | None = None, why: str | None = None) -> tuple[Ruling, ...]:
    """The rulings of a file; whether their samples exist is seen when they are written.

    Args:
        path: The file; other fields in it are left alone, so that an export with columns added will do.
        who: For rows that name nobody.
        why: For rows that give no reason.

    Raises:
        InputError: the file can't be read, has no row, or no field ``id`` or ``decision``.
        UsageError: rows that can't be used, named by their numbers.
    """
    given = {"who": who or "", "why": why or ""}
    rows = list(read_rows(path))
    if not rows:
        raise InputError(f"{str(path)!r} has no rows")
    fields = {name for _, row in rows if not isinstance(row, str) for name in row}
    for needed in ("id", "decision"):
        if fields and needed not in fields:
            raise InputError(f"{str(path)!r} has no field {needed!r}; wanted are {', '.join(FIELDS)}")
    wrong = [f"row {number}: {why}" for number, row in rows if (why := _fault(row))]
    if wrong:
        more = f"; and {len(wrong) - MOST_LISTED} more" if len(wrong) > MOST_LISTED else ""
        raise UsageError(f"nothing was decided: {'; '.join(wrong[:MOST_LISTED])}{more}")
    return tuple(_ruling(number, row, given) for number, row in rows if not isinstance(row, str))


def _fault(row: Mapping[str, Any] | str) -> str | None:
    if isinstance(row, str):
        return row
    odd = next((name for name in FIELDS if not isinstance(row.get(name) or "", str)), None)
    return None if odd is None else f"field {odd!r} is no text"


def _ruling(number: int, row: Mapping[str, Any], given: Mapping[str, str]) -> Ruling:
    told = {name: str(row.get(name) or given.get(name, "")).strip() for name in FIELDS}
    word: Any = told["decision"].lower()
    return Ruling(told["id"], word, told["who"], told["why"], f"row {number}")
