"""Self-BLEU of a set (Zhu et al. 2018, section 3.2): each text's BLEU with all the others as its references.

Exact in linear time. For each n-gram the largest count in any text is kept, whose it is, and the largest in any other:
what a text is clipped against is the first, or the second where the first is its own.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, islice
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.bleu import closest_length, combine
from casewright.measures.diversity.clipping import clipped_matches
from casewright.measures.diversity.gram_trie import ABSENT, GramTrie
from casewright.measures.diversity.self_bleu_file import Saved, Token, read_saved, write_saved

__all__ = ["SelfBleuTable"]

Numbers = NDArray[np.uint32]
Step = Callable[[NDArray[np.uint64]], NDArray[np.int64]]

UNKNOWN = 2**32 - 1
BATCH = 1 << 16
"""Tokens that are counted at once."""


class SelfBleuTable:
    """Texts of a set by their n-grams.

    Adding or scoring a text takes time by its own length, however many were added. Tokens are strings or whole
    numbers. The scores of a set don't depend on the order in which its texts were added.
    """

    def __init__(self, max_n: int = 4) -> None:
        self.max_n = max_n
        self._numbers = _numbering()
        self._texts: dict[str, Numbers] = {}
        self._lengths: Counter[int] = Counter()
        self._distinct: list[int] = []
        self._trie = GramTrie()
        self._counted = 0

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the word for it everywhere in the project
        return id in self._texts

    @property
    def nbytes(self) -> int:
        """Bytes of texts and of what scoring counted of them, the vocabulary apart."""
        return self._trie.nbytes + sum(text.nbytes for text in self._texts.values())

    def add(self, id: str, tokens: Sequence[Token]) -> None:  # noqa: A002
        """Adds a text.

        Raises:
            ValueError: a text of this id is there already.
        """
        self.add_all([(id, tokens)])

    def add_all(self, texts: Iterable[tuple[str, Sequence[Token]]]) -> None:
        """Adds texts by id.

        Raises:
            ValueError: a text of one of these ids is there already, or an id comes twice; nothing was added.
        """
        encoded: dict[str, Numbers] = {}
        for id, tokens in texts:  # noqa: A001
            if id in self._texts or id in encoded:
                raise ValueError(f"text {id!r} was added before")
            encoded[id] = np.fromiter(map(self._numbers.__getitem__, tokens), np.uint32, len(tokens))
        self._add(encoded)

    def remove(self, id: str) -> None:  # noqa: A002
        """Takes a text out, in time by the size of the set: the rest is counted anew.

        Raises:
            ValueError: no text of this id is there.
        """
        if id not in self._texts:
            raise ValueError(f"no text {id!r} was added")
        rest = {name: text for name, text in self._texts.items() if name != id}
        self._texts, self._lengths, self._distinct = {}, Counter(), []
        self._trie, self._counted = GramTrie(), 0
        self._add(rest)

    def score(self, tokens: Sequence[Token]) -> tuple[float, ...]:
        """BLEU-1 to BLEU-4 of a text that was not added against all that were; zeros where there is none."""
        self._count()
        text = np.array([self._numbers.get(token, UNKNOWN) for token in tokens], np.uint32)
        matches = [0] * self.max_n
        for n, (_, nodes) in enumerate(_walk([text], self.max_n, self._trie.find)):
            rows, counts = np.unique(nodes, return_counts=True)
            matches[n] = int(np.minimum(counts, self._trie.most(rows)).sum())
        return self._combine(matches, len(text), own=False)

    def self_bleu(self) -> Mapping[str, tuple[float, ...]]:
        """BLEU-1 to BLEU-4 of each text against all the others, by id; zeros for the only text of a set."""
        if not self._texts:
            return {}
        matches = clipped_matches(list(self._texts.values()), self.max_n).tolist()
        rows = zip(self._texts.items(), matches, strict=True)
        return {id: self._combine(row, len(text), own=True) for (id, text), row in rows}  # noqa: A001

    def mean(self) -> tuple[float, ...] | None:
        """The set's Self-BLEU-1 to 4; ``None`` for fewer than two texts."""
        if len(self) < 2:
            return None
        return tuple(map(fmean, zip(*self.self_bleu().values(), strict=True)))

    def save(self, path: Path) -> None:
        """Writes the texts' tokens, in one step; what is loaded scores the same.

        Raises:
            ValueError: a token is neither a string nor a whole number.
            StorageError: the file can't be written.
        """
        texts = {id: text.tolist() for id, text in self._texts.items()}  # noqa: A001
        write_saved(path, Saved(self.max_n, list(self._numbers), texts))

    @classmethod
    def load(cls, path: Path) -> SelfBleuTable:
        """Reads a table that was saved.

        Raises:
            InputError: the file can't be read, is no such table, is damaged or of another version.
        """
        saved = read_saved(path)
        table = cls(saved.max_n)
        table._numbers = _numbering(saved.vocabulary)
        table._add({id: np.array(text, np.uint32) for id, text in saved.texts.items()})  # noqa: A001
        return table

    def _add(self, texts: Mapping[str, Numbers]) -> None:
        self._texts |= texts
        for length, times in Counter(map(len, texts.values())).items():
            if length not in self._lengths:
                insort(self._distinct, length)
            self._lengths[length] += times

    def _count(self) -> None:
        """Brings the trie up to date. A set that nothing is scored against never needs it."""
        for batch in _batches(islice(self._texts.values(), self._counted, None)):
            for texts, nodes in _walk(batch, self.max_n, self._trie.grow):
                self._trie.count(nodes, texts)
            self._counted += len(batch)

    def _combine(self, matches: Sequence[int], length: int, *, own: bool) -> tuple[float, ...]:
        totals = [max(0, length - n) for n in range(self.max_n)]
        return combine(matches, totals, length, self._closest(length, own=own))

    def _closest(self, length: int, *, own: bool) -> int:
        """The nearest length of a text, one of this length left out where it is the text's own."""
        if self._lengths[length] > own:
            return length
        place = bisect_left(self._distinct, length)
        after = place + own
        return closest_length(
            chain(self._distinct[max(0, place - 1) : place], self._distinct[after : after + 1]), length
        )


def _numbering(tokens: Sequence[Token] = ()) -> defaultdict[Token, int]:
    """Numbers of tokens; who asks for a new one gets the next."""
    numbers: defaultdict[Token, int] = defaultdict(count(len(tokens)).__next__)
    numbers.update(zip(tokens, range(len(tokens)), strict=True))
    return numbers


def _walk(texts: Sequence[Numbers], max_n: int, step: Step) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """For each order the text and the node of every n-gram that ``step`` finds; what it doesn't find ends there."""
    sizes = [len(text) for text in texts]
    tokens = np.concatenate(texts)
    owner = np.repeat(np.arange(len(texts)), sizes)
    left = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(tokens))
    places, nodes = np.arange(len(tokens)), np.zeros(len(tokens), np.int64)
    for n in range(max_n):
        kept = np.flatnonzero(left[places] > n)
        places = places[kept]
        nodes = step(nodes[kept].astype(np.uint64) << np.uint64(32) | tokens[places + n])
        there = np.flatnonzero(nodes != ABSENT)
        places, nodes = places[there], nodes[there]
        yield owner[places], nodes


def _batches(texts: Iterable[Numbers]) -> Iterator[list[Numbers]]:
    batch: list[Numbers] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
