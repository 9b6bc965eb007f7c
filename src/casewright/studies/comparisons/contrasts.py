"""Which arms are held against which: only those that differ in one thing"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from casewright.studies.material import Arm

__all__ = ["Contrast", "Question", "contrasts"]

Question = Literal["loop", "writers", "parrot", "sets"]
"""Does the loop help; which writer; is it better than facts joined with full stops; which data set."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The first arm against the second."""

    question: Question
    first: str
    second: str

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.first} − {self.second}"


def contrasts(arms: Sequence[Arm]) -> tuple[Contrast, ...]:
    """All that answer a question, by question.

    Two writers of which one had the loop and the other hadn't are not held against each other: nobody could say which
    of the two made the difference.
    """
    order: tuple[Question, ...] = ("loop", "writers", "parrot", "sets")
    found = [made for one, other in combinations(arms, 2) for made in _contrast(one, other)]
    return tuple(item for question in order for item in found if item.question == question)


def _contrast(one: Arm, other: Arm) -> Iterator[Contrast]:
    if one.parrot and other.parrot:
        return
    if one.parrot or other.parrot:
        first, second = (other, one) if one.parrot else (one, other)
        yield Contrast("parrot", first.name, second.name)
    elif not one.writer or not other.writer:
        yield Contrast("sets", one.name, other.name)
    elif one.writer == other.writer and one.loop != other.loop:
        first, second = (one, other) if one.loop else (other, one)
        yield Contrast("loop", first.name, second.name)
    elif one.writer != other.writer and one.loop == other.loop:
        yield Contrast("writers", one.name, other.name)
