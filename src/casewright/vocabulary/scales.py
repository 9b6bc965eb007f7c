"""Rating scales in figures: the range of each total, and what published readings call its bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from casewright.documents import parse_document

__all__ = ["Band", "Scale", "scale_file", "scale_table"]


@dataclass(frozen=True, slots=True)
class Band:
    """Scores that a published reading calls by one of these band ids."""

    low: float
    high: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale: the range of its total and its published readings."""

    id: str
    low: float
    high: float
    readings: tuple[tuple[Band, ...], ...]
    sources: tuple[str, ...]

    def fits(self, score: float, word: str) -> bool:
        """Whether a published reading allows this band id for this score, or none knows it."""
        known = [band for bands in self.readings for band in bands if word in band.words]
        return not known or any(band.low <= score <= band.high for band in known)

    def usual(self, score: float) -> str | None:
        """The first reading's band for a score."""
        bands = self.readings[0] if self.readings else ()
        return next((band.words[0] for band in bands if band.low <= score <= band.high), None)


@cache
def scale_table() -> Mapping[str, Scale]:
    """Every scale by its concept id."""
    table = parse_document(scale_file(), "vocabulary/scales.yaml").data
    return MappingProxyType({name: _scale(name, entry) for name, entry in table.items()})


def scale_file() -> str:
    """The text that decides the table, for fingerprints."""
    return files(__package__).joinpath("scales.yaml").read_text("utf-8")


def _scale(name: str, entry: Mapping[str, Any]) -> Scale:
    readings = tuple(
        tuple(Band(float(low), float(high), tuple(words)) for low, high, *words in reading["bands"])
        for reading in entry["readings"]
    )
    sources = tuple(reading["source"] for reading in entry["readings"])
    return Scale(name, float(entry["min"]), float(entry["max"]), readings, sources)
