"""Notes of invented words: Zipf's law, boilerplate that many notes share, copied-forward notes of one patient."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy import ReferenceNote

__all__ = ["COPIED_FORWARD", "Invented"]

VOCABULARY = 30_000
SHIFT = 2.7
"""The nth word comes up in proportion to 1 / (n + 2.7) (Mandelbrot 1953)."""
PHRASES = 200
"""Stock sentences, the nth in proportion to 1 / (n + 5): at 10,000 notes the rarest stand in about sixty."""
STOCK = 0.2
"""Share of sentences that are stock."""
WORDS = 300
SENTENCE = (7, 17)
NAMED = 0.25
"""Share of sentences that say the patient's name."""
COPIED_FORWARD = 0.25
"""Share of patients of whom there are two to four notes, each with most sentences of the one before."""
KEPT = 0.8
SYLLABLES = [first + second for first in "bdfgklmnprst" for second in "aeiou"]


class Invented:
    """A hospital: one vocabulary, one set of stock sentences. Patients are told by number; no two seeds share one."""

    def __init__(self, seed: int = 5, phrases: int = PHRASES) -> None:
        self.seed = seed
        weights = 1 / (np.arange(VOCABULARY) + 1 + SHIFT)
        self._words = np.array([_word(rank) for rank in range(VOCABULARY)], dtype=object)
        self._cumulative = np.cumsum(weights) / weights.sum()
        popular = 1 / (np.arange(phrases) + 6)
        self._popular = np.cumsum(popular) / popular.sum()
        dice = np.random.default_rng((seed, 0))
        self._phrases = [self._sentence(dice, int(size)) for size in dice.integers(*SENTENCE, phrases)]

    def notes(self, count: int) -> Iterator[ReferenceNote]:
        """The first notes of the hospital, rows from 1."""
        row = patient = 0
        while row < count:
            patient += 1
            for text in self._patient(patient):
                row += 1
                if row <= count:
                    yield ReferenceNote(row, text, f"patient:{patient}")

    def fresh(self, count: int, series: int = 0) -> list[str]:
        """Notes of patients that are not in the corpus, one each."""
        return [self._patient(10_000_000 * (series + 1) + i)[0] for i in range(count)]

    def _patient(self, number: int) -> list[str]:
        dice = np.random.default_rng((self.seed, number))
        name = self._words[int(dice.integers(200, VOCABULARY))].capitalize() + "son"
        note = self._note(dice, name)
        told = [note]
        if dice.random() < COPIED_FORWARD:
            for _ in range(int(dice.integers(1, 4))):
                new = self._note(dice, name)
                kept = dice.random(len(note)) < KEPT
                note = [
                    old if keep else new[i % len(new)] for i, (old, keep) in enumerate(zip(note, kept, strict=True))
                ]
                told.append(note)
        return [" ".join(sentences) for sentences in told]

    def _note(self, dice: np.random.Generator, name: str) -> list[str]:
        sentences, words = [], 0
        while words < WORDS:
            if dice.random() < STOCK:
                sentence = self._phrases[int(np.searchsorted(self._popular, dice.random()))]
            else:
                sentence = self._sentence(dice, int(dice.integers(*SENTENCE)), name if dice.random() < NAMED else "")
            sentences.append(sentence)
            words += sentence.count(" ") + 1
        return sentences

    def _sentence(self, dice: np.random.Generator, size: int, name: str = "") -> str:
        words = self._draw(dice, size)
        if name:
            words[int(dice.integers(1, size))] = name
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    def _draw(self, dice: np.random.Generator, size: int) -> list[str]:
        places: NDArray[np.int64] = np.searchsorted(self._cumulative, dice.random(size))
        drawn: list[str] = self._words[np.minimum(places, VOCABULARY - 1)].tolist()
        return drawn


def _forward(old: list[str], new: list[str], dice: np.random.Generator) -> list[str]:
    """The old note with some of its sentences replaced."""
    kept = dice.random(len(old)) < KEPT
    return [old[i] if keep else new[i % len(new)] for i, keep in enumerate(kept)]


def _word(rank: int) -> str:
    """Two syllables for the commonest 3,600 words, three for the rest."""
    base = len(SYLLABLES)
    first, second, third = rank // base**2, rank // base % base, rank % base
    return (SYLLABLES[first - 1] if first else "") + SYLLABLES[second] + SYLLABLES[third]
