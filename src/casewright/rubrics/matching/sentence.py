"""One sentence seen as ConText sees it: concepts, triggers, and the commas and conjunctions between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from casewright.rubrics.matching import terms
from casewright.rubrics.matching.lexicon import Lexicon, Trigger
from casewright.types import Severity

__all__ = ["Hit", "Sentence", "leftmost_longest"]

REACH = 4
"""A clause of its own shows its verb among its first words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept's term found at words ``start`` to ``end``; ``inverted`` where the term means its absence."""

    concept: str
    inverted: bool
    start: int
    end: int
    term: terms.Sequence
    severity: Severity | None = None
    """The grade that the term has by itself."""


class Sentence:
    """Words ``start`` to ``stop`` of a text with what was found in them."""

    def __init__(self, words: Sequence[str], start: int, stop: int, hits: Sequence[Hit], lexicon: Lexicon) -> None:
        self.words, self.start, self.stop, self.hits, self.lexicon = words, start, stop, hits, lexicon
        self._triggers = self._settled()

    def triggers(self, family: str) -> tuple[Trigger, ...]:
        """The triggers of a family that don't overlap, the longest of the leftmost first; look-alikes are gone."""
        return self._triggers.get(family, ())

    def _settled(self) -> Mapping[str, tuple[Trigger, ...]]:
        families: dict[str, list[Trigger]] = {}
        for item in self.lexicon.triggers(self.words, self.start, self.stop):
            if self._valid(item) and not (item.category == "none" and self._names(item)):
                families.setdefault(item.family, []).append(item)
        return {
            family: tuple(item for item in leftmost_longest(items) if item.category != "none")
            for family, items in families.items()
        }

    def _valid(self, item: Trigger) -> bool:
        return item.direction != "answer" or (
            item.start > self.start and self.words[item.start - 1] in (":", "=") and self._closed(item.end)
        )

    def _names(self, item: Trigger) -> bool:
        """Whether a look-alike reaches into a concept's words: *not responded* denies a response."""
        return any(item.start < hit.end and hit.start < item.end for hit in self.hits)

    def _closed(self, index: int) -> bool:
        return index >= self.stop or not self.words[index][0].isalnum()

    @cached_property
    def walls(self) -> tuple[int, ...]:
        """Words that no scope crosses."""
        ends = self.lexicon.words("ends")
        return tuple(
            i
            for i in range(self.start, self.stop)
            if self.words[i] in ends or self.words[i] in (";", "-") or self._comes(i)
        )

    def _comes(self, index: int) -> bool:
        """Whether a clause begins that says why somebody comes: *sin antecedentes que acude por ansiedad*."""
        relatives, arrivals = self.lexicon.words("relatives"), self.lexicon.words("arrivals")
        return self.words[index] in relatives and index + 1 < self.stop and self.words[index + 1] in arrivals

    @cached_property
    def joints(self) -> tuple[int, ...]:
        """Commas and conjunctions: between members of a list, or between clauses."""
        joiners = self.lexicon.words("joiners")
        return tuple(i for i in range(self.start, self.stop) if self.words[i] == "," or self.words[i] in joiners)

    def next_joint(self, index: int, stop: int) -> int:
        """The first joint from ``index`` on, or ``stop``."""
        return next((joint for joint in self.joints if index <= joint < stop), stop)

    def opens_clause(self, joint: int, stop: int) -> str | None:
        """How the segment after a joint shows that it stands alone: by a ``subject`` and verb, a ``bare`` verb
        whose subject is the clause before, or not at all."""
        blockers, verbs = self.lexicon.words("blockers"), self.lexicon.words("verbs")
        if joint + 1 < stop and self.words[joint + 1] in self.lexicon.words("pronouns"):
            return "subject"
        for index in range(joint + 1, min(stop, joint + 1 + REACH)):
            word = self.words[index]
            if word in verbs:
                return "bare" if index == joint + 1 else "subject"
            if word in blockers or not word[0].isalnum():
                return None
        return None

    def has_state(self, first: int, last: int) -> bool:
        """Whether a segment says how something is, as notes do without a verb (*sleep poor*)."""
        states = self.lexicon.words("states")
        return any(self.words[index] in states for index in range(first, last))

    def closers_after(self, index: int, stop: int) -> bool:
        """Whether an *or* still to come holds a list together."""
        closers = self.lexicon.words("closers")
        return any(self.words[later] in closers for later in range(index, stop))


def leftmost_longest(triggers: Iterable[Trigger]) -> Iterator[Trigger]:
    """Triggers that don't overlap: the leftmost, of these the longest, of these an answer before others."""
    end = -1
    for item in sorted(triggers, key=lambda item: (item.start, -item.end, item.direction != "answer", item.category)):
        if item.start >= end:
            yield item
            end = item.end
