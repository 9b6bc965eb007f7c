"""What a word is: one place for every measure, so that their counts can be compared.

A *token* is a run of Unicode letters, digits and combining marks; everything else separates, hyphens,
apostrophes and decimal points included ("follow-up" is two tokens, "12.5" is two). Invisible characters inside a
token (zero-width, soft hyphen, directional) don't split it, so that they can't hide a copy. The *key* of a token is
its case-folded NFKD form without marks: "Ánimo" and "ANIMO" are one token.

A *word*, for lexical measures, is a run of letters that may hold inner apostrophes and hyphens ("doesn't",
"follow-up"), in lower case with accents kept. Numbers are not words: notes that differ in their dates only should
not look richer for it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["INVISIBLE", "Token", "list_tokens", "list_words", "token_keys", "token_places"]

INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters that no reader sees, as the inside of a character class."""

_TOKEN = re.compile(rf"[^\W_]+(?:[\u0300-\u036f{INVISIBLE}]+[^\W_]*)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_DROP = re.compile(f"[{INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token's key and its place, in code points."""

    key: str
    start: int
    end: int


def list_tokens(text: str) -> list[Token]:
    """The tokens of a text with their places."""
    return [Token(_key(match.group()), *match.span()) for match in _TOKEN.finditer(text)]


def token_keys(text: str) -> list[str]:
    """The keys of the tokens alone."""
    return [_key(raw) for raw in _TOKEN.findall(text)]


def token_places(text: str) -> list[tuple[int, int]]:
    """The places of the tokens alone."""
    return [match.span() for match in _TOKEN.finditer(text)]


def list_words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def _key(raw: str) -> str:
    if raw.isascii():
        return raw.lower()
    folded = unicodedata.normalize("NFKD", _DROP.sub("", raw)).casefold()
    return "".join(mark for mark in folded if not unicodedata.combining(mark))
