"""JSON's escapes in a text that is screened as it came: a copy must not hide behind ``\\u00f3`` or ``\\n``."""

from __future__ import annotations

import re

__all__ = ["without_escapes"]

ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[bfnrt])")
FILLER = "\u200b"
"""Invisible, and so no end of a word."""


def without_escapes(text: str) -> str:
    """The text with each escape read as its character and filled up to its length, so that offsets hold."""
    return ESCAPE.sub(_read, text) if "\\" in text else text


def _read(escape: re.Match[str]) -> str:
    letter = chr(int(escape[1], 16)) if escape[1] else " "
    return letter + FILLER * (len(escape[0]) - 1)
