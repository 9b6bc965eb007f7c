"""Words with offsets: lower case and accents folded, each one pointing back at the text it came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Tokens", "fold", "tokenise"]

_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"  # marks and invisible characters don't end a word
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d_](?:[^\W\d_]|[{_INSIDE}])*|\++|[^\w\s]")
_DASHES = frozenset("-‐‑‒–—―−")
_DROPPED = frozenset("\"“”„«»*`#~¿¡‘’'´ʼ")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Folded words and punctuation of a stretch of text; ``text[starts[i]:ends[i]]`` is what word i stood for.

    Quotation marks, emphasis, apostrophes and hyphens inside words are no tokens: *self-esteem* is two words,
    as is *self esteem*. A dash that stands alone or between numbers is ``-``.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, index: int) -> str:
        """The text between a word and the next one."""
        return self.text[self.ends[index] : self.starts[index + 1]]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case without accents or invisible characters."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf")) or word


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Splits ``text[start:end]``; offsets are into the whole text, whatever it holds."""
    end = len(text) if end is None else end
    words, starts, ends = [], [], []
    for match in _TOKEN.finditer(text, start, end):
        raw, at = match.group(), match.start()
        if len(raw) == 1 and not raw.isalnum():
            if raw in _DASHES and not _joins(text, at, start, end):
                raw = "-"
            elif raw in _DASHES or raw in _DROPPED:
                continue
        words.append(fold(raw))
        starts.append(at)
        ends.append(match.end())
    return Tokens(text, tuple(words), tuple(starts), tuple(ends))


def _joins(text: str, at: int, start: int, end: int) -> bool:
    """Whether the dash here joins two words; between two numbers it means a range."""
    if at <= start or at + 1 >= end:
        return False
    before, after = text[at - 1], text[at + 1]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())
