"""Letters written as escapes: ``&#105;``, ``&#x69;``, ``%69``, ``\\u0069`` and ``\\x69``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from casewright.measures.directives.view import View

__all__ = ["unescaped"]

_NAMED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&", "&nbsp;": " "}
_LEAST = 4


def unescaped(view: View) -> View | None:
    """The text with escapes read; ``None`` where there are fewer than four."""
    found = list(_pattern().finditer(view.text))
    if len(found) < _LEAST:
        return None
    starts: list[int] = []
    ends: list[int] = []
    letters: list[str] = []
    for start, end, put in _pieces(view.text, found):
        letters.append(put)
        starts.extend([view.starts[start]] * len(put))
        ends.extend([view.ends[end - 1]] * len(put))
    return View("".join(letters), starts, ends, "escapes")


def _pieces(text: str, found: list[Any]) -> Iterator[tuple[int, int, str]]:
    done = 0
    for match in found:
        start, end = match.span()
        yield from ((i, i + 1, text[i]) for i in range(done, start))
        yield start, end, _read(match.group())
        done = end
    yield from ((i, i + 1, text[i]) for i in range(done, len(text)))


def _read(escape: str) -> str:
    if escape in _NAMED:
        return _NAMED[escape]
    digits = escape.strip("&#;%\\")
    base = 10 if escape.startswith("&#") and digits[:1] not in ("x", "X") else 16
    number = int(digits.lstrip("xXuU"), base)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


@cache
def _pattern() -> Any:
    import re2

    return re2.compile(
        r"&#[0-9]{2,7};|&#[xX][0-9a-fA-F]{2,6};|&(?:lt|gt|quot|amp|nbsp);|%[2-7][0-9a-fA-F]|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}"
    )
