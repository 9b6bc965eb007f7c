"""Halves of a character: JSON can hold them, UTF-8 and RE2 can't."""

from __future__ import annotations

import re

__all__ = ["without_surrogates"]

LONE = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """The text with U+FFFD in the place of each lone surrogate, one for one, so that offsets hold."""
    return text if text.isascii() else LONE.sub("\ufffd", text)
