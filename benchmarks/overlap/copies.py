"""The classes of copies: what a writer that copies makes of a real note, in a text that is otherwise its own."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["CLASSES", "PROMISED", "SPAN", "Copier", "Made", "edit", "plant"]

SPAN = 30
Words = list[str]
_NAME = re.compile(r"[A-Z][a-zà-ÿ]+")
_ENDS = (".", ":", "!", "?", ";")


@dataclass(frozen=True, slots=True)
class Made:
    """A text that copies, and the words it copied as they stand in the source."""

    text: str
    copied: str


@dataclass(frozen=True, slots=True)
class Copier:
    """How words of the source are altered, and whether a span of them or all are taken over."""

    alter: Callable[[Words, Sequence[str], random.Random], Words]
    span: int | None = None

    def make(self, source: str, host: str, dice: random.Random) -> Made:
        """A span takes the place of as many words of the host; a whole note stands alone."""
        words, other = source.split(), host.split()
        if self.span is None:
            return Made(" ".join(self.alter(words, other, dice)), source)
        start = dice.randrange(max(1, len(words) - self.span + 1))
        taken = words[start : start + self.span]
        return Made(plant(other, self.alter(taken, other, dice), dice), " ".join(taken))


def plant(host: Sequence[str], span: Sequence[str], dice: random.Random) -> str:
    """The host with some of its words replaced by a span of as many."""
    at = dice.randrange(max(1, len(host) - len(span) + 1))
    return " ".join([*host[:at], *span, *host[at + len(span) :]])


def edit(share: float) -> Callable[[Words, Sequence[str], random.Random], Words]:
    """Exactly that share of the words, drawn at random, each replaced by a word of the host."""

    def alter(words: Words, other: Sequence[str], dice: random.Random) -> Words:
        places = set(dice.sample(range(len(words)), round(share * len(words))))
        return [dice.choice(other) if i in places else word for i, word in enumerate(words)]

    return alter


def _as_it_is(words: Words, other: Sequence[str], dice: random.Random) -> Words:
    return words


def _names(words: Words, other: Sequence[str], dice: random.Random) -> Words:
    """Words with a capital that begin no sentence, each replaced by the same other word throughout; and numbers."""
    swapped: dict[str, str] = {}
    result = []
    for before, word in zip([".", *words], words, strict=False):
        name = bool(_NAME.fullmatch(word.rstrip(".,;:"))) and not before.endswith(_ENDS)
        if name or word.rstrip(".,").isdigit():
            word = swapped.setdefault(word, str(dice.randrange(100)) if not name else dice.choice(other).capitalize())
        result.append(word)
    return result


def _shuffle(words: Words, other: Sequence[str], dice: random.Random) -> Words:
    """Sentences, or stretches between semicolons and colons, in another order."""
    sentences: list[Words] = [[]]
    for word in words:
        sentences[-1].append(word)
        if word.endswith(_ENDS):
            sentences.append([])
    dice.shuffle(sentences)
    return [word for sentence in sentences for word in sentence]


CLASSES: Mapping[str, Copier] = {
    "span of 30 verbatim": Copier(_as_it_is, SPAN),
    "span of 30, 10 % edited": Copier(edit(0.1), SPAN),
    "note, names swapped": Copier(_names),
    "note, sentences shuffled": Copier(_shuffle),
    "note, 40 % substituted": Copier(edit(0.4)),
    "span of 30, names swapped": Copier(_names, SPAN),
    "span of 30, sentences shuffled": Copier(_shuffle, SPAN),
    "span of 30, 40 % substituted": Copier(edit(0.4), SPAN),
}
PROMISED = tuple(CLASSES)[:5]
