"""Lengths of time and amounts as people read them."""

from __future__ import annotations

__all__ = ["clock", "dollars", "length"]


def clock(seconds: float) -> str:
    """Minutes and seconds, such as ``3:05``; with hours from one on."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def length(seconds: float) -> str:
    """Roughly, in the unit that suits it."""
    for unit, size in (("days", 86_400.0), ("hours", 3600.0), ("minutes", 60.0)):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} seconds" if seconds >= 10 else f"{seconds:.1f} seconds"


def dollars(usd: float) -> str:
    """With cents, or finer where a cent is too coarse."""
    return f"${usd:,.2f}" if usd >= 0.995 or usd == 0 else f"${usd:.4f}"
