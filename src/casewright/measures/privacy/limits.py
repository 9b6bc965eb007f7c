"""Where the overlap screen draws its lines; a run's settings may draw them elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ScreenLimits"]


@dataclass(frozen=True, slots=True)
class ScreenLimits:
    """The screen's defaults (architecture note, "The screen's defaults")."""

    longest_run: int = 12
    """Words of a verbatim run outside boilerplate that fail the screen."""
    longest_passage: int = 20
    """Words of a passage with small changes (70 % of its words in order) that fail the screen."""
    containment_quantile: float = 0.99
    """Quantile of the real notes' 8-gram containment in the rest of their corpus."""
    containment_cap: float = 0.2
    """The most that the limit on 8-gram containment can be."""
    novelty_floor: float = 0.2
    """The novelty that a report needs where no corpus tells what is usual."""
