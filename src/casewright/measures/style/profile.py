"""How a house writes: numbers over at least k patients, beside names of our own lists. No word of a note is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.hashing import content_hash
from casewright.measures.style.numbers import Spread
from casewright.types import Language
from casewright.wire import to_json

__all__ = ["AbbreviationUse", "SectionUse", "StyleProfile"]


@dataclass(frozen=True, slots=True)
class SectionUse:
    """A section that at least k patients' notes have."""

    id: str
    share: float
    """Of patients, each counted by the share of their notes that have it."""
    words: Spread
    names: Mapping[str, float]
    """Listed names that stand above it, with the share of patients among those who have it."""


@dataclass(frozen=True, slots=True)
class AbbreviationUse:
    """A listed abbreviation that at least k patients' notes hold."""

    share: float
    per_thousand: float
    """In a thousand words, over all patients."""


@dataclass(frozen=True, slots=True)
class StyleProfile:
    """What a corpus says about how its notes are written, in a language.

    Every item rests on at least ``k`` patients, or is left out. ``sections`` are in the house's order.
    """

    language: Language
    k: int
    notes: int
    patients: int
    patients_named: bool
    """Whether a field told patients apart; else every note counted as a patient, and k means less."""
    words: Spread
    sentence_words: Spread
    short_sentences: float
    """Share of sentences of at most five words."""
    sections: tuple[SectionUse, ...]
    abbreviations: Mapping[str, AbbreviationUse]
    voices: Mapping[str, float]
    """In a thousand words: see `casewright.measures.style.person.VOICES`."""
    left_out: int = 0
    """Notes in another language, or of no patient where a field names them."""

    @property
    def fingerprint(self) -> str:
        """Of everything that can steer."""
        return content_hash(to_json(self))

    @property
    def order(self) -> tuple[str, ...]:
        """Section ids as the house has them."""
        return tuple(section.id for section in self.sections)
