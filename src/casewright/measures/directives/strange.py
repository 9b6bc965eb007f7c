"""Letters that nobody types by accident: words of two alphabets, wide and mathematical letters, tag characters.

They hide words from a search whatever the words say, so they are found by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from casewright.measures.directives.directive import Directive

__all__ = ["find_strange_letters"]

LEAST_MIXED = 2
"""Places where a Latin and a Cyrillic letter touch; a single one may be a slip of a keyboard."""


def find_strange_letters(text: str) -> Iterator[Directive]:
    """From the first to the last place of each sort."""
    if text.isascii():
        return
    mixed, shown = _patterns()
    for pattern, least in ((mixed, LEAST_MIXED), (shown, 1)):
        spans = [match.span() for match in pattern.finditer(text)]
        if len(spans) >= least:
            yield Directive("letters", spans[0][0], spans[-1][1], "characters")


@cache
def _patterns() -> tuple[Any, Any]:
    import re2

    mixed = r"\p{Latin}\p{Cyrillic}|\p{Cyrillic}\p{Latin}|\p{Latin}\p{Cherokee}|\p{Cherokee}\p{Latin}"
    shown = r"[\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}]{4,}|[\x{1D400}-\x{1D7FF}]{4,}|[\x{E0020}-\x{E007E}]{8,}"
    return re2.compile(mixed), re2.compile(shown)
