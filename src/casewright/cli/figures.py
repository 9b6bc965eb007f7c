"""Numbers as people read them: with n and interval, or with why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["figure", "share"]


def figure(value: float | None, digits: int = 2) -> str:
    """A number, or a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def share(found: Mapping[str, Any]) -> str:
    """A share with its interval and n, in words."""
    if found["share"] is None:
        return "no share (n = 0)"
    return f"{found['share']:.2f} [{found['low']:.2f}, {found['high']:.2f}], n = {found['n']}"
