"""A sentence said over and over, wherever in the text: weight by mass, which no clinician gives."""

from __future__ import annotations

import re

from casewright.measures.directives.directive import Directive

__all__ = ["find_repetition"]

_SENTENCE = re.compile(r"[^.!?;\n]+")
LEAST_WORDS = 4
MOST = 12
"""Times that a text may hold one sentence of four words or more."""


def find_repetition(text: str) -> tuple[Directive, ...]:
    """From the first to the last of the sentence said most often, if that is more than twelve times."""
    places: dict[str, list[tuple[int, int]]] = {}
    for match in _SENTENCE.finditer(text):
        words = match.group().lower().split()
        if len(words) >= LEAST_WORDS:
            places.setdefault(" ".join(words), []).append(match.span())
    most = max(places.values(), key=len, default=[])
    return (Directive("repetition", most[0][0], most[-1][1]),) if len(most) > MOST else ()
