"""All terms of a language in one automaton over words, made deterministic as texts need it.

A step costs one dictionary look-up once its state is known, so that a text is scanned in time linear in its
words, however many terms there are. Known states are dropped when they grow past a bound. Of a term no more is
unfolded than texts have reached: compiling only files it under the words that it may begin with. Threads may scan
at once: a known step is read freely, one at a time works out new ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock

from casewright.rubrics.matching import terms
from casewright.rubrics.matching.opened import Opened, Point
from casewright.rubrics.matching.terms import Prefix, Word, openings

__all__ = ["Automaton"]

MAX_MOVES = 200_000
_START = Point()
"""Stands for the point where each term begins, which is made for each word alone."""


class _State:
    """A set of nodes reached together."""

    __slots__ = ("accepts", "moves", "point")

    def __init__(self, point: Point) -> None:
        self.point, self.accepts = point, tuple(sorted(set(point.labels)))
        self.moves: dict[str, _State | None] = {}


class Automaton:
    """Finds labelled terms in words."""

    def __init__(self, entries: Iterable[tuple[terms.Sequence, int]]) -> None:
        self._opened = Opened()
        self._words: dict[str, list[int]] = defaultdict(list)
        self._prefixes: dict[str, list[int]] = defaultdict(list)
        self._others: list[int] = []
        self._growing = Lock()
        for sequence, label in entries:
            self._file(sequence, self._opened.start(sequence, label))
        self._forget()

    def scan(self, words: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int, int]]:
        """(label, first, last + 1) of the longest match of each label at each word of a sentence."""
        for first in range(start, stop):
            state, index = self._next(self._initial, words[first]), first + 1
            if state is None:
                continue  # most words begin no term
            found: dict[int, int] = {}
            while state is not None:
                if state.accepts:
                    found.update(dict.fromkeys(state.accepts, index))
                state = self._next(state, words[index]) if index < stop else None
                index += 1
            for label, last in found.items():
                yield label, first, last

    def _file(self, sequence: terms.Sequence, node: int) -> None:
        for item in set(openings(sequence)):
            if isinstance(item, Word):
                self._words[item.text].append(node)
            elif isinstance(item, Prefix):
                self._prefixes[item.text].append(node)
            else:
                self._others.append(node)

    def _beginning(self, word: str) -> Iterator[int]:
        """The terms that may begin with a word."""
        yield from self._others
        yield from self._words.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._prefixes.get(word[:length], ())

    def _next(self, state: _State, word: str) -> _State | None:
        known = state.moves
        if word in known:
            return known[word]
        with self._growing:
            return known[word] if word in known else self._move(state, word)

    def _forget(self) -> None:
        self._known: dict[frozenset[int], _State] = {}
        self._moves = 0
        self._initial = _State(_START)

    def _state(self, nodes: frozenset[int]) -> _State:
        state = self._known.get(nodes)
        if state is None:
            state = self._known[nodes] = _State(self._opened.point(nodes))
        return state

    def _move(self, state: _State, word: str) -> _State | None:
        point = self._opened.point(list(self._beginning(word))) if state.point is _START else state.point
        targets = frozenset(point.after(word))
        self._moves += 1
        if self._moves > MAX_MOVES:
            self._forget()
        result = state.moves[word] = self._state(targets) if targets else None
        return result
