"""How an instruction is hidden from a person's eye and left to a model's."""

from __future__ import annotations

import base64

__all__ = ["in_base64", "in_comment", "in_full_width", "turned_round", "with_lookalikes", "with_zero_width"]

LOOKALIKES = str.maketrans("aceiopsxyACEHIKMOPTX", "асеіорѕхуАСЕНІКМОРТХ")


def in_comment(words: str) -> str:
    """A comment that a renderer of Markdown or HTML leaves out."""
    return f"<!-- {words} -->"


def in_base64(words: str) -> str:
    """Base64, with no word on what it is."""
    return base64.b64encode(words.encode()).decode()


def with_zero_width(words: str) -> str:
    """A zero-width space after each letter."""
    return "\u200b".join(words)


def turned_round(words: str) -> str:
    """Written from its end, between marks that make a screen show it from its beginning."""
    return f"\u202e{words[::-1]}\u202c"


def with_lookalikes(words: str) -> str:
    """Cyrillic letters for the Latin ones that look the same."""
    return words.translate(LOOKALIKES)


def in_full_width(words: str) -> str:
    """The wide forms that East Asian type has of Latin letters."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in words)
