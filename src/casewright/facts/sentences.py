"""A report cut into sentences and folded words, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from casewright.types import Report, Section

__all__ = ["Sentence", "Word", "cut", "fold", "read_sentences", "read_words"]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_END = re.compile(r"[.!?…]+(?=[\s)\]\"'»”]|$)|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:dra?|sra?|srta|d|dña|mrs?|ms|prof|e\.g|i\.e|p|ej|vs|approx|aprox|y\.o|a\.m|p\.m|no|núm|st|etc|cf)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*(?:[-*•–#]+\s*)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word; ``gap`` is the punctuation before it, blanks removed."""

    fold: str
    raw: str
    start: int
    end: int
    gap: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words; ``index`` counts sentences of the report."""

    index: int
    start: int
    end: int
    section: str
    words: tuple[Word, ...]
    folds: tuple[str, ...]


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without accents; ñ stays a letter of its own (año is not ano)."""
    kept = text.lower().replace("ñ", "\0")
    bare = "".join(mark for mark in unicodedata.normalize("NFD", kept) if not unicodedata.combining(mark))
    return bare.replace("\0", "ñ")


def read_words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """Words and numbers of a text; hyphens and apostrophes part them."""
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()].strip()
        raw = match.group()
        words.append(Word(fold(raw), raw, match.start() + offset, match.end() + offset, gap))
        last = match.end()
    return tuple(words)


def read_sentences(report: Report) -> tuple[Sentence, ...]:
    """The report's sentences in order, headings left out; text outside every section is its identification."""
    found: list[Sentence] = []
    for section_id, start, end in _stretches(report):
        for low, high in cut(report.text, start, end):
            words = read_words(report.text[low:high], low)
            if words:
                folds = tuple(word.fold for word in words)
                found.append(Sentence(len(found), low, high, section_id, words, folds))
    return tuple(found)


def _stretches(report: Report) -> Sequence[tuple[str, int, int]]:
    if not report.sections:
        return [("present-illness", 0, len(report.text))]
    sections: list[Section] = sorted(report.sections, key=lambda item: item.start)
    lead = [("identification", 0, _heading_start(report.text, sections[0].start))]
    return lead + [(item.id, item.start, item.end) for item in sections]


def _heading_start(text: str, start: int) -> int:
    """Where the heading before a section begins: its line, or the line before a break."""
    before = text[:start].rstrip()
    return before.rfind("\n") + 1 if before else 0


def cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of a stretch of text begin and end."""
    pieces: list[tuple[int, int]] = []
    low = start
    for match in _END.finditer(text, start, end):
        if match.group().startswith(".") and _ABBREVIATION.search(text, max(low, match.start() - 12), match.start()):
            continue
        pieces.append((low, match.end()))
        low = match.end()
    pieces.append((low, end))
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece)) is not None]


def _trim(text: str, low: int, high: int) -> tuple[int, int] | None:
    label = _LABEL.match(text, low, high)
    low = label.end() if label else low
    high = low + len(text[low:high].rstrip())
    return (low, high) if high > low else None
