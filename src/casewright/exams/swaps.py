"""Words that stand for other words, put in with the case of those they replace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Swap", "find_swaps", "make_swaps", "mentions_any"]


@dataclass(frozen=True, slots=True)
class Swap:
    """What will stand at a place of a text."""

    start: int
    end: int
    put: str


def find_swaps(text: str, pairs: Iterable[Sequence[str]], start: int = 0, end: int | None = None) -> list[Swap]:
    """Every place of the first of each pair, as whole words in any case; where two begin together the longer stays."""
    stop = len(text) if end is None else end
    found = [Swap(*match.span(), put=put) for word, put in pairs for match in _word(word).finditer(text, start, stop)]
    kept: list[Swap] = []
    for swap in sorted(found, key=lambda swap: (swap.start, -swap.end)):
        if not kept or swap.start >= kept[-1].end:
            kept.append(swap)
    return kept


def make_swaps(text: str, swaps: Iterable[Swap]) -> str:
    """The text with these swaps made. An empty word takes the space behind it away and hands on its capital."""
    for swap in sorted(swaps, key=lambda swap: -swap.start):
        before, gone, after = text[: swap.start], text[swap.start : swap.end], text[swap.end :]
        if swap.put:
            text = before + _in_case(gone, swap.put) + after
        else:
            after = after.lstrip(" ,")
            text = before + (after[:1].upper() + after[1:] if gone[:1].isupper() else after)
    return text


def mentions_any(text: str, words: Iterable[str]) -> bool:
    """Whether any of these words stands in the text, as a whole word in any case."""
    return any(_word(word).search(text) for word in words)


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)


def _in_case(gone: str, put: str) -> str:
    if len(gone) > 1 and gone.isupper():
        return put.upper()
    return put[:1].upper() + put[1:] if gone[:1].isupper() else put
