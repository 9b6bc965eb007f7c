"""Novelty of a report among those accepted before: the exact largest 5-gram Jaccard, by an inverted index."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.nearest_set import Holders, nearest_set
from casewright.measures.words import token_keys

__all__ = ["NEAR_DUPLICATE", "NoveltyTable"]

NEAR_DUPLICATE = 0.8
"""5-gram Jaccard above which two texts count as one (the screen's default)."""

GRAM = 5


class NoveltyTable:
    """Accepted reports by their 5-grams of tokens.

    A look-up touches the n-grams that the text shares with few reports first, and those that many share only as far as
    they can still decide. A text of fewer than five tokens is one n-gram of its own length.
    """

    def __init__(self) -> None:
        self._tokens: dict[str, int] = {}
        self._grams: dict[bytes, int] = {}
        self._holders: Holders = []
        self._sets: list[NDArray[np.int64]] = []
        self._sizes = array("q")
        self._places: dict[str, int] = {}
        self._names: list[str] = []

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the word for it everywhere in the project
        return id in self._places

    @property
    def ids(self) -> tuple[str, ...]:
        """The reports that were added, in that order."""
        return tuple(self._names)

    def add(self, id: str, text: str) -> None:  # noqa: A002
        """Adds a report.

        Raises:
            ValueError: a report of this id is there already.
        """
        self._add(id, [self._tokens.setdefault(key, len(self._tokens)) for key in token_keys(text)])

    def _add(self, id: str, tokens: list[int]) -> None:  # noqa: A002
        if id in self._places:
            raise ValueError(f"report {id!r} was added before")
        place = self._places[id] = len(self._names)
        self._names.append(id)
        numbers = []
        for gram in _grams(tokens):
            number = self._grams.setdefault(gram, len(self._holders))
            numbers.append(number)
            self._hold(number, place)
        self._sets.append(np.array(sorted(numbers), dtype=np.int64))
        self._sizes.append(len(numbers))

    def _hold(self, number: int, place: int) -> None:
        """Most n-grams have one holder, which is kept as a number and not as an array of one."""
        if number == len(self._holders):
            self._holders.append(place)
            return
        held = self._holders[number]
        if isinstance(held, int):
            self._holders[number] = array("q", (held, place))
        else:
            held.append(place)

    def novelty(self, text: str) -> float:
        """1 - the largest 5-gram Jaccard to a report that was added; 1.0 where there is none."""
        return 1.0 - self.nearest(text)[0]

    def near_duplicate(self, text: str) -> str | None:
        """Id of the most similar report if its Jaccard is above 0.8."""
        similarity, name = self.nearest(text)
        return name if similarity > NEAR_DUPLICATE else None

    def nearest(self, text: str) -> tuple[float, str | None]:
        """The largest 5-gram Jaccard and whose it is; of several, the first id in alphabetical order.

        So the answer doesn't hang on the order in which reports were added, which differs after a resume.
        """
        unknown = len(self._tokens)
        grams = _grams([self._tokens.get(key, unknown) for key in token_keys(text)])
        numbers = [number for gram in grams if (number := self._grams.get(gram)) is not None]
        similarity, places = nearest_set(numbers, len(grams), self._holders, self._sets, self._sizes)
        return similarity, min((self._names[place] for place in places), default=None)


def _grams(tokens: list[int]) -> set[bytes]:
    """The n-grams of a text, as the bytes of their numbers."""
    if not tokens:
        return set()
    raw, width = array("i", tokens).tobytes(), array("i").itemsize
    size = GRAM * width
    return {raw[start : start + size] for start in range(0, max(1, len(tokens) - GRAM + 1) * width, width)}
