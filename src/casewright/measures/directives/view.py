"""A way of reading a text, that knows where each of its letters came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casewright.measures.directives.directive import Disguise

__all__ = ["View"]


@dataclass(frozen=True, slots=True)
class View:
    """``starts[i]`` and ``ends[i]`` are where letter i of ``text`` stands in the text as it is."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    disguise: Disguise = "none"

    @classmethod
    def plain(cls, text: str) -> View:
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of this view stands in the text as it is; a view may read backwards."""
        return min(self.starts[start], self.starts[end - 1]), max(self.ends[start], self.ends[end - 1])

    def replaced(self, text: str, disguise: Disguise) -> View:
        """Another text of the same length, letter for letter in the same places."""
        return View(text, self.starts, self.ends, disguise)

    def rebuilt(self, pieces: Iterable[tuple[int, str]], disguise: Disguise) -> View:
        """What stands for each letter of this view, by its place here."""
        letters: list[str] = []
        places: list[int] = []
        for place, put in pieces:
            letters.append(put)
            places.extend([place] * len(put))
        starts, ends = self.starts, self.ends
        return View("".join(letters), [starts[i] for i in places], [ends[i] for i in places], disguise)

    def reversed(self) -> View:
        """The text as it is read from its end."""
        return View(self.text[::-1], self.starts[::-1], self.ends[::-1], "backwards")
