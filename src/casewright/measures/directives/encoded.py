"""Text that only a decoder reads: base64 and hexadecimal, where what they decode to is text."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from functools import cache
from typing import Any

from casewright.measures.directives.view import View

__all__ = ["decoded_views"]

_LEAST = 12
_READABLE = 0.95


def decoded_views(text: str) -> Iterator[View]:
    """Each encoded stretch as the text that it decodes to; all its letters stand where the stretch stands."""
    for pattern, decode in ((_base64(), _from_base64), (_hexadecimal(), _from_hexadecimal)):
        for match in pattern.finditer(text):
            start, end = match.span()
            said = decode(match.group())
            if said is not None and _is_text(said):
                yield View(said, [start] * len(said), [end] * len(said), "encoded")


def _from_base64(letters: str) -> str | None:
    kept = "".join(letters.split()).rstrip("=").translate(str.maketrans("-_", "+/"))
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    try:
        return base64.b64decode(kept + "=" * (-len(kept) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None


def _from_hexadecimal(letters: str) -> str | None:
    kept = "".join(letters.split())
    try:
        return bytes.fromhex(kept[: len(kept) // 2 * 2]).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        return None


def _is_text(said: str) -> bool:
    """Letters and spaces, and next to nothing that can't be printed."""
    letters = sum(map(str.isalpha, said))
    shown = sum(letter.isprintable() or letter.isspace() for letter in said)
    return len(said) >= _LEAST and shown >= _READABLE * len(said) and letters >= len(said) / 2


@cache
def _base64() -> Any:
    import re2

    return re2.compile(r"(?:[A-Za-z0-9+/_-]{16,}\s?)+={0,2}")


@cache
def _hexadecimal() -> Any:
    import re2

    return re2.compile(r"(?:[0-9a-fA-F]{2}[ ]?){16,}")
