"""What may follow at each point of a term, worked out when a text gets there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from casewright.rubrics.matching import terms
from casewright.rubrics.matching.terms import GAP, AnyWord, Choice, Gap, Prefix, Word

__all__ = ["Opened", "Point"]

_Rest: TypeAlias = "tuple[terms.Sequence, int, int]"
"""A sequence, how much of it is behind us, and the node that follows it; a term's end is -1 less its label."""
_GAPS = tuple((Gap(most),) for most in range(GAP))


class Point:
    """The words that may come next, with the nodes that they lead to."""

    __slots__ = ("any_word", "anything", "labels", "prefixes", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[int]] = {}
        self.prefixes: dict[str, list[int]] = {}
        self.any_word: list[int] = []
        self.anything: list[int] = []
        self.labels: list[int] = []

    def after(self, word: str) -> Iterator[int]:
        """The nodes that a word leads to."""
        yield from self.words.get(word, ())
        yield from self.anything
        if self.any_word and word[:1].isalnum():
            yield from self.any_word
        if self.prefixes:
            for length in range(1, len(word) + 1):
                yield from self.prefixes.get(word[:length], ())

    def add(self, other: Point) -> None:
        """Takes in what may come next at another point."""
        for mine, theirs in ((self.words, other.words), (self.prefixes, other.prefixes)):
            for word, targets in theirs.items():
                mine.setdefault(word, []).extend(targets)
        self.any_word += other.any_word
        self.anything += other.anything
        self.labels += other.labels

    def lead(self, item: Word | Prefix | AnyWord, target: int) -> None:
        if isinstance(item, Word):
            self.words.setdefault(item.text, []).append(target)
        elif isinstance(item, Prefix):
            self.prefixes.setdefault(item.text, []).append(target)
        else:
            self.any_word.append(target)


class Opened:
    """The nodes of all terms of an automaton."""

    def __init__(self) -> None:
        self._rests: list[_Rest] = []
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._nodes: dict[int, Point] = {}

    def start(self, sequence: terms.Sequence, label: int) -> int:
        """The node before a term's first word."""
        return self._number((sequence, 0, -1 - label))

    def point(self, nodes: Collection[int]) -> Point:
        """What may come next at any of several nodes."""
        if len(nodes) == 1:
            return self._node(*nodes)
        together = Point()
        for node in nodes:
            together.add(self._node(node))
        return together

    def _number(self, rest: _Rest) -> int:
        key = (id(rest[0]), rest[1], rest[2])  # what is numbered is kept, so no other object gets its id
        if key not in self._numbers:
            self._numbers[key] = len(self._rests)
            self._rests.append(rest)
        return self._numbers[key]

    def _node(self, number: int) -> Point:
        node = self._nodes.get(number)
        if node is None:
            node = self._nodes[number] = Point()
            waiting = [self._rests[number]]
            while waiting:
                waiting.extend(self._unfold(node, waiting.pop()))
        return node

    def _unfold(self, node: Point, rest: _Rest) -> Iterator[_Rest]:
        """Notes what may come next, and gives what may come without a word in between."""
        sequence, at, follower = rest
        if at == len(sequence):
            if follower >= 0:
                yield self._rests[follower]
            else:
                node.labels.append(-1 - follower)
            return
        item, behind = sequence[at], self._number((sequence, at + 1, follower))
        if isinstance(item, Choice):
            yield from ((option, 0, behind) for option in item.options)
            if item.optional:
                yield self._rests[behind]
        elif isinstance(item, Gap):
            yield from self._skip(node, item.most, behind)
        else:
            node.lead(item, behind)

    def _skip(self, node: Point, most: int, behind: int) -> Iterator[_Rest]:
        yield self._rests[behind]
        if most:
            node.anything.append(self._number((_GAPS[most - 1], 0, behind)))
