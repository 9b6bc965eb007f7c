"""Sentence lengths of a clinical text."""

from __future__ import annotations

import re

__all__ = ["sentence_lengths"]

_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def sentence_lengths(text: str) -> list[int]:
    """Words of each sentence, in order; words are what spaces separate and holds a letter or digit."""
    counts = (sum(any(map(str.isalnum, word)) for word in piece.split()) for piece in _END.split(text))
    return [count for count in counts if count]
