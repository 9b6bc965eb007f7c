"""Numbers and lists as the card says them: never a share without its n and interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["interval", "listed", "number", "table"]


def interval(found: Mapping[str, Any]) -> str:
    """A share with its 95 % interval and n."""
    if found.get("share") is None:
        return "none (n = 0)"
    return f"{found['share']:.3f} [{found['low']:.3f}, {found['high']:.3f}], n = {found['n']}"


def number(value: float | None, digits: int = 2) -> str:
    """A number, or that there is none."""
    return "none" if value is None else f"{value:.{digits}f}"


def listed(names: Mapping[str, int], nothing: str = "none") -> str:
    """Names with how many records have each."""
    return ", ".join(f"{_plain(name)} ({count})" for name, count in sorted(names.items())) or nothing


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_plain(str(cell)) for cell in line) + " |" for line in lines) + "\n"


def _plain(text: str) -> str:
    """On one line, and no end of a cell."""
    return " ".join(text.split()).replace("|", "\\|")
