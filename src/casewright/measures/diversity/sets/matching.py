"""Real notes, as many and as long as the reports of a set: what the set is held against.

A set's figures of repetition and richness move with the number of texts and with their length, so both sides get the
same: each report is paired with a real note that is at least as long, which is cut to the report's length. Where real
notes are too short, the report is cut; where they are too few, reports are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.tongue import STOP_WORDS
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.words import list_tokens, token_keys
from casewright.types import Language

__all__ = ["MOST_NOTES", "Matched", "RealNotes"]

Numbers = NDArray[np.int64]
Texts = list[tuple[str, Language]]
MOST_NOTES = 5_000
"""Real notes that are looked at; of a larger corpus, so many are drawn."""


class Matched(Confidential):
    """Two sides of equal numbers and lengths.

    Attributes:
        places: Which reports of the set stand on its side.
        texts: These reports, cut where need be.
        cut: How many of them were cut.
        draws: Real notes for the other side, drawn several times.
    """

    __slots__ = ("cut", "draws", "places", "texts")

    def __init__(self, places: list[int], texts: Texts, cut: int, draws: list[Texts]) -> None:
        self.places, self.texts, self.cut, self.draws = places, texts, cut, draws


class RealNotes(Confidential):
    """Real notes by language, the longest first."""

    __slots__ = ("_dice", "_lengths", "_notes")

    def __init__(self, notes: Sequence[str], seed: int) -> None:
        self._dice = np.random.default_rng(seed)
        if len(notes) > MOST_NOTES:
            chosen = self._dice.choice(len(notes), MOST_NOTES, replace=False)
            notes = [notes[place] for place in sorted(chosen.tolist())]
        self._notes: dict[Language, list[str]] = {"en": [], "es": []}
        self._lengths: dict[Language, Numbers] = {}
        for note in notes:
            self._notes[_language(note)].append(note)
        for language, own in self._notes.items():
            own.sort(key=lambda note: (-len(token_keys(note)), note))
            self._lengths[language] = np.array([len(token_keys(note)) for note in own], dtype=np.int64)

    def match(self, texts: Texts, draws: int) -> Matched:
        """Pairs reports with notes of their language; a report without a language's notes is left out."""
        places: list[int] = []
        sizes: dict[Language, Numbers] = {}
        for language, lengths in self._lengths.items():
            own = self._chosen(texts, language, len(lengths))
            least = np.array([len(token_keys(texts[place][0])) for place in own], dtype=np.int64)
            sizes[language] = np.minimum(least, lengths[: len(own)])
            places += own
        wanted = [int(size) for language in self._lengths for size in sizes[language]]
        cut = [_cut(*texts[place], size) for place, size in zip(places, wanted, strict=True)]
        shorter = sum(one != texts[place] for one, place in zip(cut, places, strict=True))
        return Matched(places, cut, shorter, [self._draw(sizes) for _ in range(draws)])

    def _chosen(self, texts: Texts, language: Language, most: int) -> list[int]:
        """Places of the reports in a language, the longest first; of too many, some are drawn."""
        own = [place for place, (_, other) in enumerate(texts) if other == language]
        own.sort(key=lambda place: texts[place][0])
        if len(own) > most:
            own = [own[place] for place in self._dice.choice(len(own), most, replace=False).tolist()]
        return sorted(own, key=lambda place: (-len(token_keys(texts[place][0])), texts[place][0]))

    def _draw(self, sizes: dict[Language, Numbers]) -> Texts:
        found: Texts = []
        for language, wanted in sizes.items():
            free: list[int] = []
            known = 0
            for size in wanted:  # from the longest on: who is long enough for it is so for all that follow
                longer = int(np.searchsorted(-self._lengths[language], -size, side="right"))
                free += range(known, longer)
                known = max(known, longer)
                chosen = int(self._dice.integers(len(free)))
                free[chosen], free[-1] = free[-1], free[chosen]
                found.append(_cut(self._notes[language][free.pop()], language, int(size)))
        return found


def _cut(text: str, language: Language, size: int) -> tuple[str, Language]:
    tokens = list_tokens(text)
    return (text if len(tokens) <= size else text[: tokens[size - 1].end] if size else "", language)


def _language(note: str) -> Language:
    keys = token_keys(note)
    return "es" if sum(k in STOP_WORDS["es"] for k in keys) > sum(k in STOP_WORDS["en"] for k in keys) else "en"
