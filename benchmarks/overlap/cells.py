"""How a share is shown in every table."""

from __future__ import annotations

from casewright.certificates import Rate

__all__ = ["cell"]


def cell(found: Rate) -> str:
    """A share with its 95 % interval; a dash where there is nothing to tell."""
    if found.n == 0 or found.low is None or found.high is None:
        return "–"
    return f"{found.hits / found.n:.3f} ({found.low:.2f}–{found.high:.2f})"
