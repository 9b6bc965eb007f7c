"""Rating scales of the exams: range, bands and the words for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casewright.exams.dice import pick
from casewright.exams.word_bank import bank
from casewright.types import Language

__all__ = ["Rating", "band_word", "ratings", "suited"]


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating scale: the range of its total, and scores by the name of their band."""

    concept: str
    name: str
    low: int
    high: int
    bands: Mapping[str, tuple[int, int]]

    def beyond(self, *key: object) -> int:
        """A score above the highest there is."""
        return self.high + pick((3, 6, 11), "beyond", self.concept, *key)

    def far(self, band: str) -> str:
        """A band far from this one; bands are known."""
        wanted = (bank("rating_scales")["far"].get(band), "severe", "mild")
        return next(one for one in wanted if one in self.bands and one != band)

    def middle(self, band: str) -> int:
        """A score well inside a band."""
        return sum(self.bands[band]) // 2

    def band_of(self, score: int) -> str | None:
        """The band that a score lies in, if a source gives one."""
        return next((band for band, (low, high) in self.bands.items() if low <= score <= high), None)

    def find(self, text: str) -> re.Match[str] | None:
        """The name with the score that follows."""
        return re.search(rf"(?<!\w){re.escape(self.name)}[^\d.\n]{{1,20}}?(?P<score>\d+)(?![\d.,/]*\d)", text)


def ratings() -> dict[str, Rating]:
    """Every scale of the bank by concept."""
    return {name: _rating(name, entry) for name, entry in bank("rating_scales")["scales"].items()}


def suited(code: str) -> list[Rating]:
    """The scales that a report under this code may have."""
    suits: Mapping[str, list[str]] = bank("rating_scales")["suits"]
    beginning = max((one for one in suits if code.startswith(one)), key=len)
    return [ratings()[name] for name in suits[beginning]]


def band_word(band: str, language: Language) -> str:
    """How a band is said."""
    return str(bank("rating_scales")["words"][language][band])


def _rating(name: str, entry: Mapping[str, Any]) -> Rating:
    low, high = entry["range"]
    return Rating(name, entry["name"], low, high, {word: (first, last) for first, last, word in entry["bands"]})
