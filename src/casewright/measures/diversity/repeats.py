"""Where the words of a text stood before: the one index that TTR, MATTR and MTLD are all told from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

__all__ = ["Repeats", "find_repeats", "mirrored"]

Repeats = list[tuple[int, int]]
"""(before, here) of every word that stood before, at its last place and now; ascending by ``here``."""


def find_repeats(words: Sequence[Hashable]) -> Repeats:
    """The repeated words of a text; the number of its types is what is left."""
    seen: dict[Hashable, int] = {}
    repeats: Repeats = []
    for here, word in enumerate(words):
        if word in seen:
            repeats.append((seen[word], here))
        seen[word] = here
    return repeats


def mirrored(repeats: Repeats, n: int) -> Iterable[tuple[int, int]]:
    """The same of the text of ``n`` words read backwards, with ``before`` -1 for words that are new."""
    places, end = [-1] * n, n - 1
    for before, here in repeats:
        places[end - before] = end - here
    return zip(places, range(n), strict=True)
