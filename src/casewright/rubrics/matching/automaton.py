"""All terms of a language in one automaton over words, made deterministic as texts need it.

A step costs one dictionary look-up once its state is known, so that a text is scanned in time linear in its
words, however many terms there are. Known states are dropped when they grow past a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casewright.rubrics.matching import terms
from casewright.rubrics.matching.terms import AnyWord, Choice, Gap, Item, Prefix, Word

__all__ = ["Automaton"]

MAX_MOVES = 200_000
GAP = 3


class _State:
    """A set of nodes reached together."""

    __slots__ = ("accepts", "moves", "nodes")

    def __init__(self, nodes: tuple[int, ...], accepts: tuple[int, ...]) -> None:
        self.nodes, self.accepts = nodes, accepts
        self.moves: dict[str, _State | None] = {}


class Automaton:
    """Finds labelled terms in words."""

    def __init__(self, entries: Iterable[tuple[terms.Sequence, int]]) -> None:
        self._words: list[dict[str, set[int]]] = []
        self._prefixes: list[dict[str, set[int]]] = []
        self._any: list[dict[bool, set[int]]] = []  # False: words only, True: punctuation too
        self._labels: list[set[int]] = []
        self._root = self._node()
        for sequence, label in entries:
            for node in self._follow({self._root}, sequence):
                self._labels[node].add(label)
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

    def _next(self, state: _State, word: str) -> _State | None:
        known = state.moves
        return known[word] if word in known else self._move(state, word)

    def _forget(self) -> None:
        self._known: dict[frozenset[int], _State] = {}
        self._moves = 0
        self._initial = self._state(frozenset({self._root}))

    def _state(self, nodes: frozenset[int]) -> _State:
        state = self._known.get(nodes)
        if state is None:
            labels = sorted({label for node in nodes for label in self._labels[node]})
            state = self._known[nodes] = _State(tuple(nodes), tuple(labels))
        return state

    def _move(self, state: _State, word: str) -> _State | None:
        targets: set[int] = set()
        spoken = word[:1].isalnum()
        for node in state.nodes:
            targets |= self._words[node].get(word, set())
            targets |= self._any[node].get(True, set())
            if spoken:
                targets |= self._any[node].get(False, set())
            prefixes = self._prefixes[node]
            if prefixes:
                for length in range(1, len(word) + 1):
                    targets |= prefixes.get(word[:length], set())
        self._moves += 1
        if self._moves > MAX_MOVES:
            self._forget()
        result = state.moves[word] = self._state(frozenset(targets)) if targets else None
        return result

    def _node(self) -> int:
        self._words.append({})
        self._prefixes.append({})
        self._any.append({})
        self._labels.append(set())
        return len(self._labels) - 1

    def _follow(self, sources: set[int], sequence: terms.Sequence) -> set[int]:
        for item in sequence:
            sources = self._step(sources, item)
        return sources

    def _step(self, sources: set[int], item: Item) -> set[int]:
        if isinstance(item, Choice):
            reached = {node for option in item.options for node in self._follow(sources, option)}
            return reached | sources if item.optional else reached
        if isinstance(item, Gap):
            return self._gap(sources)
        target = self._node()
        for node in sources:
            self._edge(node, item, target)
        return {target}

    def _edge(self, node: int, item: Word | Prefix | AnyWord, target: int) -> None:
        if isinstance(item, Word):
            self._words[node].setdefault(item.text, set()).add(target)
        elif isinstance(item, Prefix):
            self._prefixes[node].setdefault(item.text, set()).add(target)
        else:
            self._any[node].setdefault(False, set()).add(target)

    def _gap(self, sources: set[int]) -> set[int]:
        reached, last = set(sources), sources
        for _ in range(GAP):
            target = self._node()
            for node in last:
                self._any[node].setdefault(True, set()).add(target)
            last = {target}
            reached |= last
        return reached
