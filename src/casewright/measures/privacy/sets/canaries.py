"""Canaries: sentences that stand in the corpus and nowhere else, so that finding one proves where it came from."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from casewright.errors import InputError
from casewright.measures.privacy.sets.canary_words import FRAMES, SYLLABLES, WORDS
from casewright.types import Language

__all__ = ["FEWEST_WORDS", "Canaries", "make_canaries"]

FEWEST_WORDS = 12
"""Of a canary: shorter runs are none that the screen claims to find."""
RESERVE = 1023
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Canaries:
    """What is put into the corpus, and what could have been.

    Attributes:
        inserted: Sentences of twelve words and more, to be put into notes of the corpus, one a note.
        reserve: Sentences of the same making that are put nowhere: what an inserted one is ranked among.
        seed: What both are drawn from.
        language: Theirs.
    """

    inserted: tuple[str, ...]
    reserve: tuple[str, ...]
    seed: int
    language: Language


def make_canaries(n: int, seed: int, language: Language = "en", *, reserve: int = RESERVE) -> Canaries:
    """Draws ``n`` canaries and a reserve; the same arguments give the same sentences.

    A canary has two or three names out of 32,768, a number of four digits or two, and ordinary words in places of
    their own, so that no two are alike and none is guessed: each frame makes more than 2 to the 57.

    Raises:
        InputError: ``n`` or ``reserve`` is below 1.
    """
    if n < 1 or reserve < 1:
        raise InputError(f"canaries and their reserve are 1 or more, not {n!r} and {reserve!r}")
    dice = random.Random(f"{seed}:{language}")  # noqa: S311 - drawn anew from its seed, guarding nothing
    drawn: dict[str, None] = {}
    while len(drawn) < n + reserve:
        drawn[_draw(dice, language)] = None
    both = tuple(drawn)
    return Canaries(both[:n], both[n:], seed, language)


def _draw(dice: random.Random, language: Language) -> str:
    words = WORDS[language]
    return _SLOT.sub(lambda slot: _fill(slot.group(1), words, dice), dice.choice(FRAMES[language]))


def _fill(slot: str, words: Mapping[str, tuple[str, ...]], dice: random.Random) -> str:
    if slot == "name":
        return "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()
    return str(dice.randrange(1000, 10000)) if slot == "number" else dice.choice(words[slot])
