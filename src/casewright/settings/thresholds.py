"""Who takes part and where the lines are drawn: all of it decides, so all of it is in a run's identity."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from casewright.settings.base import Strict

__all__ = ["GateLimits", "IdentifierPolicy", "Levels", "Roles", "Screen"]

IdentifierPolicy = Literal["placeholders", "surrogates", "off"]


class Roles(Strict):
    """Endpoint names or model strings by what they do; the rules critic always takes part.

    Critics and seal may be juries and cascades of `judging` too.
    """

    writer: str | None = None
    critics: tuple[str, ...] = ()
    seal: str | None = None


class Screen(Strict):
    """The screen's limits: what makes a draft a copy, stale, or a carrier of identifiers."""

    longest_run: int = Field(default=12, ge=2)
    """Words of a verbatim run outside boilerplate from which a draft counts as copied."""
    longest_passage: int = Field(default=20, ge=2)
    """Words of a passage copied with small changes (70 % of its words in order) from which a draft counts as copied."""
    containment_quantile: float = Field(default=0.99, gt=0, le=1)
    """Quantile of real notes' 8-gram containment in the rest of their corpus that a draft may not exceed."""
    containment_cap: float = Field(default=0.2, gt=0, le=1)
    """Containment that a draft may never exceed, whatever the corpus is like."""
    novelty_floor: float = Field(default=0.2, ge=0, le=1)
    """Least novelty (1 - largest 5-gram Jaccard to an accepted report) where there is no corpus."""
    identifiers: IdentifierPolicy = "placeholders"
    """Which names and dates may stand in a report; evaluating existing reports defaults to ``off``."""
    presidio: bool = False
    """Whether presidio looks for names too, in English. It needs the extra of that name, takes about 0.1 s a note, and
    as it comes takes headings, drugs and scores of clean clinical text for people: look at what it flags first."""


class Levels(Strict):
    """Least support of each level."""

    sufficient: float = Field(default=0.8, ge=0, le=1)
    partial: float = Field(default=0.5, ge=0, le=1)
    named: float = Field(default=0.0, ge=0, le=1)

    @model_validator(mode="after")
    def _ordered(self) -> Levels:
        if not self.sufficient >= self.partial >= self.named:
            raise ValueError("levels must not rise from sufficient over partial to named")
        return self


class GateLimits(Strict):
    """How a sample ends."""

    max_attempts: int = Field(default=3, ge=1, le=20)
    coverage: float = Field(default=0.7, ge=0, le=1)
    """Least share of the supporting weight that critics which may gate have answered."""
    levels: Levels = Levels()
    round_size: int = Field(default=10, ge=1, le=1000)
    """Most cases that a round draws for one order; a house choice, and never a function of concurrency."""
