"""What a writer leaves whose mode collapsed: some notes told again and again with words exchanged."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.sets.groups import Group, cut

from casewright.measures.diversity.function_words import FUNCTION_WORDS
from casewright.measures.words import list_tokens
from casewright.types import Language

__all__ = ["Collapse", "collapsed", "templated"]

LENGTH = 200
FRAME = FUNCTION_WORDS["en"] | FUNCTION_WORDS["es"]


@dataclass(frozen=True, slots=True)
class Collapse:
    """How a set collapsed.

    Attributes:
        templates: How many notes are told again.
        share: Share of the set that they make up.
        exchanged: Share of words that are exchanged for words of other notes.
        frame: Whether function words stay as they are.
    """

    templates: int
    share: float
    exchanged: float
    frame: bool


def collapsed(
    name: str, notes: Sequence[tuple[str, Language]], size: int, how: Collapse, dice: random.Random
) -> Group | None:
    """A set of a size; ``None`` where the notes are too few for it."""
    long = [(short, language) for text, language in notes if (short := cut(text, LENGTH))]
    retold = round(how.share * size)
    if len(long) < how.templates + size - retold:
        return None
    chosen = dice.sample(long, how.templates + size - retold)
    words = [word for text, _ in long for word in text.split() if word.isalpha() and word.lower() not in FRAME]
    again = [_retell(*chosen[place % how.templates], words, how, dice) for place in range(retold)]
    return Group(name, LENGTH, chosen[how.templates :] + again)


def _retell(
    text: str, language: Language, words: Sequence[str], how: Collapse, dice: random.Random
) -> tuple[str, Language]:
    parts, last = [], 0
    for token in list_tokens(text):
        own = text[token.start : token.end]
        keep = (how.frame and token.key in FRAME) or dice.random() >= how.exchanged
        parts += [text[last : token.start], own if keep else dice.choice(words)]
        last = token.end
    return "".join(parts) + text[last:], language


def templated(count: int, seed: int = 1) -> list[str]:
    """Reports of six sentences that all share and sixteen of eight variants, each with two slots of thirty words."""
    dice = random.Random(seed)

    def words(number: int) -> str:
        return " ".join(f"w{dice.randrange(5000)}" for _ in range(number))

    common = [words(14) for _ in range(6)]
    variants = [[(words(5), words(5), words(4)) for _ in range(8)] for _ in range(16)]
    fillings = [[words(1) for _ in range(30)] for _ in range(16)]

    def told(place: int) -> str:
        one, two, three = dice.choice(variants[place])
        return f"{one} {dice.choice(fillings[place])} {two} {dice.choice(fillings[place])} {three}"

    return [" ".join([*common, *(told(place) for place in range(16))]) for _ in range(count)]
