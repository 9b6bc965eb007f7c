"""How figures, times and names read on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

__all__ = [
    "FILTERS",
    "age",
    "clock",
    "file_name",
    "first_few",
    "interval",
    "number",
    "outcome_word",
    "plain",
    "share",
    "usd",
    "verdict_word",
    "when",
]

OUTCOMES: Mapping[str, str] = {
    "accepted": "accepted",
    "needs_review": "needs review",
    "rejected": "rejected",
    "error": "error",
    "cancelled": "cancelled",
    "surplus": "surplus",
    "planned": "planned",
    "leased": "being worked on",
    "passed": "being settled",
}
WANTED: Mapping[str, tuple[str, str]] = {
    "present": ("shown", "not shown"),
    "not_present": ("not found", "found"),
    "absent": ("denied", "not denied"),
}


def number(value: float | None, digits: int | None = None) -> str:
    """12,345, or 0.873 with as many digits as are asked for; – for nothing."""
    if value is None:
        return "–"
    if digits is None:
        digits = 0 if float(value).is_integer() else 2
    return f"{value:,.{digits}f}"


def share(value: float | None, digits: int = 0) -> str:
    """A part of one as per cent: 0.873 is 87 %."""
    return "–" if value is None else f"{100 * value:.{digits}f} %"


def interval(low: float | None, high: float | None, digits: int = 0) -> str:
    """Both ends of an interval of parts of one: 81–92 %."""
    if low is None or high is None:
        return "–"
    return f"{100 * low:.{digits}f}–{100 * high:.{digits}f} %"


def usd(value: float | None) -> str:
    """Dollars, with cents' parts where there are only those."""
    if value is None:
        return "–"
    return f"${value:,.2f}" if value == 0 or value >= 1 else f"${value:.4f}"


def when(at: float | None) -> str:
    """A time in seconds since the epoch as 22 Nov 2026, 19:05 (UTC)."""
    return "–" if at is None else datetime.fromtimestamp(at, UTC).strftime("%-d %b %Y, %H:%M")


def clock(at: float) -> str:
    """The hour and minute of a time in seconds since the epoch (UTC)."""
    return datetime.fromtimestamp(at, UTC).strftime("%H:%M")


def outcome_word(outcome: str | None) -> str:
    """The word that people read for an outcome."""
    return OUTCOMES.get(outcome or "planned", outcome or "")


def verdict_word(verdict: str | None, want: str) -> str:
    """What a criterion's verdict says of the report, by what the criterion wants to find."""
    found = {"met": WANTED.get(want, ("met", "unmet"))[0], "unmet": WANTED.get(want, ("met", "unmet"))[1]}
    return {**found, "undetermined": "undecided", "not_applicable": "not asked here"}.get(verdict or "", "")


def plain(name: str | None) -> str:
    """An id as words: not_mentioned is not mentioned, mental-state is mental state."""
    return (name or "").replace("_", " ").replace("-", " ")


def age(day: str | None) -> str:
    """How old an ISO date is: 3 days old."""
    if not day:
        return "–"
    days = max(0, (datetime.now(UTC).date() - date.fromisoformat(day[:10])).days)
    return "of today" if days == 0 else f"{days:,} day{'s' if days > 1 else ''} old"


def first_few(names: Sequence[str], most: int = 4) -> str:
    """F32.1, F41.1, F43.1, F60.31 and 8 more."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def file_name(path: str) -> str:
    """The last part of a path: where a user's folders lie is nobody's business on a page."""
    return path.replace("\\", "/").rpartition("/")[2]


FILTERS: Mapping[str, Callable[..., Any]] = {
    "age": age,
    "file_name": file_name,
    "first_few": first_few,
    "clock": clock,
    "interval": interval,
    "number": number,
    "plain": plain,
    "outcome_word": outcome_word,
    "share": share,
    "usd": usd,
    "verdict_word": verdict_word,
    "when": when,
}
"""Filters of the templates, by name."""
