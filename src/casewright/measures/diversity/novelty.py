"""Novelty of a report among those accepted before: exact 5-gram Jaccard by an inverted index."""

from __future__ import annotations

from collections import Counter, defaultdict

from casewright.measures.words import token_keys

__all__ = ["NEAR_DUPLICATE", "NoveltyTable"]

NEAR_DUPLICATE = 0.8
"""5-gram Jaccard above which two texts count as one (the screen's default)."""

Gram = tuple[str, ...]


class NoveltyTable:
    """Accepted reports by their 5-grams of tokens.

    A look-up touches only the n-grams that the text shares with what was added, so its time doesn't grow with the
    number of accepted reports otherwise. A text of fewer than five tokens is one n-gram of its own length.
    """

    def __init__(self) -> None:
        self._holders: dict[Gram, list[int]] = defaultdict(list)
        self._sizes: list[int] = []
        self._ids: dict[str, int] = {}
        self._names: list[str] = []

    def __len__(self) -> int:
        return len(self._names)

    def add(self, id: str, text: str) -> None:  # noqa: A002 - the word for it everywhere in the project
        """Adds a report.

        Raises:
            ValueError: a report of this id is there already.
        """
        if id in self._ids:
            raise ValueError(f"report {id!r} was added before")
        number = self._ids[id] = len(self._names)
        grams = _grams(text)
        self._names.append(id)
        self._sizes.append(len(grams))
        for gram in grams:
            self._holders[gram].append(number)

    def novelty(self, text: str) -> float:
        """1 - the largest 5-gram Jaccard to a report that was added; 1.0 where there is none."""
        return 1.0 - self._nearest(text)[0]

    def near_duplicate(self, text: str) -> str | None:
        """Id of the most similar report if its Jaccard is above 0.8."""
        similarity, name = self._nearest(text)
        return name if similarity > NEAR_DUPLICATE else None

    def _nearest(self, text: str) -> tuple[float, str | None]:
        grams = _grams(text)
        shared: Counter[int] = Counter()
        for gram in grams:
            shared.update(self._holders.get(gram, ()))
        best, name = 0.0, None
        for number, count in shared.items():
            similarity = count / (len(grams) + self._sizes[number] - count)
            if similarity > best:
                best, name = similarity, self._names[number]
        return best, name


def _grams(text: str, n: int = 5) -> set[Gram]:
    keys = token_keys(text)
    if not keys:
        return set()
    return {tuple(keys[i : i + n]) for i in range(max(1, len(keys) - n + 1))}
