"""What an index file says about itself: counts, marks and limits, no text and no names of patients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["IndexInfo"]


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """An index file in figures."""

    name: str
    """What the corpus is called in records."""
    notes: int
    patients: int
    tokens: int
    bytes: int
    """Size of the file."""
    thinned: bool
    version: int
    """Of the file's format."""
    created: str
    """When the file was written, ISO 8601 in UTC."""
    fingerprint: str
    """The keyed hash of the corpus that a run's identity holds."""
    wider: int = 0
    """Notes of a wider source that count for boilerplate only."""
    marks: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    baseline: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    """Median, 95th and 99th percentile of every figure among the real notes themselves."""
    verified: bool = False
    """Whether the file was checked under its key."""

    @property
    def bytes_a_note(self) -> float:
        return self.bytes / max(1, self.notes)
