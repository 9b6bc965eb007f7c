"""Spans of the generated text that stand in a corpus, and hiding them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casewright.types import OverlapSpan

__all__ = ["MASK", "cover", "mask"]

MASK = "█"


def cover(places: Sequence[tuple[int, int]], ranges: Iterable[tuple[int, int]], least: int) -> tuple[OverlapSpan, ...]:
    """Disjoint spans, in order, over half-open token ranges of ``least`` tokens or more; touching ones are joined.

    ``places`` are the tokens' own, in code points.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(one for one in ranges if one[1] - one[0] >= least):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(OverlapSpan(places[start][0], places[end - 1][1], end - start) for start, end in joined)


def mask(text: str, spans: Iterable[OverlapSpan]) -> str:
    """The text with every span replaced by █, code point for code point; white space is kept, so offsets hold."""
    letters = list(text)
    for span in spans:
        for i in range(max(0, span.start), min(span.end, len(letters))):
            if not letters[i].isspace():
                letters[i] = MASK
    return "".join(letters)
