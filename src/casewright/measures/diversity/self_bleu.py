"""Self-BLEU of a set (Zhu et al. 2018, section 3.2): each text's BLEU with all the others as its references.

Exact in linear time. For each n-gram the table keeps the largest count in any text, whose it is, and the largest in
any other: what a text is clipped against is the first, or the second where the first is its own.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path

from casewright.measures.diversity.bleu import closest_length, combine, count_grams

__all__ = ["SelfBleuTable"]


class SelfBleuTable:
    """Texts of a set by their n-grams.

    Tokens are strings or whole numbers. A score takes time by the length of the text that is scored, however many
    were added.
    """

    def __init__(self, max_n: int = 4) -> None:
        self.max_n = max_n
        self._texts: dict[str, tuple[Hashable, ...]] = {}
        self._best: dict[tuple[Hashable, ...], tuple[int, str, int]] = {}
        self._lengths: list[int] = []

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the word for it everywhere in the project
        return id in self._texts

    def add(self, id: str, tokens: Sequence[str | int]) -> None:  # noqa: A002
        """Adds a text.

        Raises:
            ValueError: a text of this id is there already.
        """
        if id in self._texts:
            raise ValueError(f"text {id!r} was added before")
        self._texts[id] = tuple(tokens)
        insort(self._lengths, len(tokens))
        for n in range(1, self.max_n + 1):
            for gram, count in count_grams(tokens, n).items():
                first, owner, second = self._best.get(gram, (0, "", 0))
                if count > first:
                    self._best[gram] = (count, id, first)
                elif count > second:
                    self._best[gram] = (first, owner, count)

    def remove(self, id: str) -> None:  # noqa: A002
        """Takes a text out, in time by the size of the set.

        Raises:
            ValueError: no text of this id is there.
        """
        if id not in self._texts:
            raise ValueError(f"no text {id!r} was added")
        rest = [(name, tokens) for name, tokens in self._texts.items() if name != id]
        self._texts, self._best, self._lengths = {}, {}, []
        for name, tokens in rest:
            self.add(name, tokens)  # type: ignore[arg-type]

    def score(self, tokens: Sequence[str | int]) -> tuple[float, ...]:
        """BLEU-1 to BLEU-4 of a text that was not added, against all that were; zeros where there is none."""
        return self._score(tokens, None)

    def self_bleu(self) -> Mapping[str, tuple[float, ...]]:
        """BLEU-1 to BLEU-4 of each text against all the others; zeros for the only text of a set."""
        return {id: self._score(tokens, id) for id, tokens in self._texts.items()}  # noqa: A001

    def mean(self) -> tuple[float, ...] | None:
        """The set's Self-BLEU-1 to 4; ``None`` for fewer than two texts."""
        if len(self) < 2:
            return None
        scores = self.self_bleu().values()
        return tuple(sum(column) / len(scores) for column in zip(*scores, strict=True))

    def save(self, path: Path) -> None:
        """Writes the texts' tokens; scores after :meth:`load` are the same."""
        raise NotImplementedError

    @classmethod
    def load(cls, path: Path) -> SelfBleuTable:
        """Reads what :meth:`save` wrote.

        Raises:
            InputError: the file can't be read, is damaged, or is of another version.
        """
        raise NotImplementedError

    def _score(self, tokens: Sequence[Hashable], own: str | None) -> tuple[float, ...]:
        matches, totals = [], []
        for n in range(1, self.max_n + 1):
            matched = 0
            for gram, count in count_grams(tokens, n).items():
                first, owner, second = self._best.get(gram, (0, "", 0))
                matched += min(count, second if owner == own else first)
            matches.append(matched)
            totals.append(max(0, len(tokens) - n + 1))
        return combine(matches, totals, len(tokens), self._closest(len(tokens), own))

    def _closest(self, length: int, own: str | None) -> int:
        place = bisect_left(self._lengths, length)
        end = bisect_left(self._lengths, length + 1)
        if (own is not None and end - place == 1) or place == end:
            near: Iterable[int] = (*self._lengths[max(0, place - 1) : place], *self._lengths[end : end + 1])
            return closest_length(near, length)
        return length
