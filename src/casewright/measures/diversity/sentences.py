"""Sentences of a clinical note and their lengths; its lines, lists, labels and abbreviations are not those of prose.

What the formula of a readability index takes for a sentence is textstat's matter; this is ours, for English and
Spanish alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import fmean, pstdev

__all__ = ["describe_sentences", "sentence_lengths", "sentences"]

# Possessive where a text of one repeated sign would have it tried from every place.
_BULLET = re.compile(r"(?:[-*•–—·>]++\s++|\(?\d{1,2}[.)]\s++|\(?[a-z]\)\s++)*+")
_LABEL = re.compile(r"(?:\*\*)?[^\W\d_][^\s:]*+(?: [^\s:.,;]++){0,3}:(?:\*\*)?(?:\s+|$)")
_END = re.compile(
    r"(?<![.!?…])([.!?…]++)[\"'»”’)\]*]*+\s++(?=[\"'«“‘(\[*¿¡]*+(\w))"  # a mark and a space, then what may begin
    r"|[。！？]+"
)
_ENDS = re.compile(r"[.!?…。！？;,][\"'»”’)\]*]*$")
_NUMBER = re.compile(r"\(?\d{1,2}")
_OPENING = "([\"'«“/"

_NEEDS_A_WORD = """
dr dra drs dres sr sra srta sres mr mrs ms mx prof profa d dña st sta lic vs cf e.g i.e eg ie p.ej ej approx aprox
"""
_NEEDS_A_NUMBER = """
no nº n.º nro num núm p pp pg pág págs fig figs art cap vol tel tfno ext apdo ed jan feb mar apr jun jul aug sep sept
oct nov dec ene abr may ago dic
"""
NEVER_LAST = frozenset(_NEEDS_A_WORD.split())
"""Abbreviations that end no sentence."""
BEFORE_NUMBERS = frozenset(_NEEDS_A_NUMBER.split())
"""Abbreviations that end no sentence where a number follows."""
HEADING_WORDS = 6
LONGEST = 12
"""Signs looked at before a full stop; no abbreviation is longer."""


def sentence_lengths(text: str) -> list[int]:
    """Words of each sentence in order; words are what spaces separate and holds a letter or digit.

    A line ends a sentence unless the next one goes on in small letters. Items of a list count as sentences. No words
    at all are counted of headings (``#``; at most six words in capitals or before a colon; or alone after a blank line
    and above a line that ends as sentences do), of labels before a colon at the start of a line, and of the numbers of
    a list.
    """
    counts = map(_count_words, sentences(text))
    return [count for count in counts if count]


def describe_sentences(text: str) -> dict[str, float]:
    """``count`` of sentences, ``mean`` and ``sd`` (of the whole, not a sample's) of their lengths in words.

    Empty for a text without any sentence.
    """
    lengths = sentence_lengths(text)
    if not lengths:
        return {}
    return {"count": len(lengths), "mean": fmean(lengths), "sd": pstdev(lengths)}


def _count_words(sentence: str) -> int:
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in sentence.split())


def sentences(text: str) -> Iterator[str]:
    """The sentences, in order, without headings, labels and the signs of lists; empty ones among them."""
    lines = _lines(text)
    for (line, after_blank), (following, _) in pairwise((*lines, ("", True))):
        if not _heads(line, following if after_blank else None):
            body = line[_bullet(line) :]
            label = _LABEL.match(body)
            yield from _split(body[label.end() :] if label else body)


def _lines(text: str) -> list[tuple[str, bool]]:
    """Lines that aren't blank, broken ones put together again, each with whether it begins the text or a paragraph."""
    lines: list[tuple[list[str], bool]] = []
    after_blank = True
    for raw in text.splitlines():
        line = raw.strip()
        if line and lines and not after_blank and _goes_on(lines[-1][0][-1], line):
            lines[-1][0].append(line)
        elif line:
            lines.append(([line], after_blank))
        after_blank = not line
    return [(" ".join(parts), begins) for parts, begins in lines]


def _goes_on(before: str, line: str) -> bool:
    if not line[0].islower() or _bullet(line) or _ENDS.search(before[-LONGEST:]):
        return False
    return not _heads(before, None)


def _bullet(line: str) -> int:
    match = _BULLET.match(line)
    return match.end() if match else 0


def _heads(line: str, following: str | None) -> bool:
    if line.startswith("#"):
        return True
    if len(line.split(None, HEADING_WORDS)) > HEADING_WORDS or _ENDS.search(line):
        return False
    if line.endswith((":", ":**")) or (line.isupper() and not line[0].isdigit()):
        return True
    plain = line[0].isupper() and ":" not in line and not any(map(str.isdigit, line))
    return plain and following is not None and bool(_ENDS.search(following))


def _split(line: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(line):
        before = line[start : match.start()]
        if _NUMBER.fullmatch(before):
            start = match.end()
        elif _ends(before, match):
            yield line[start : match.end()]
            start = match.end()
    yield line[start:]


def _ends(before: str, match: re.Match[str]) -> bool:
    mark, following = match.groups()
    if following is None:
        return True
    if not (following.isupper() or following.isdigit()):
        return False
    if mark != ".":
        return True
    word = before[-LONGEST:].split()[-1:] or [""]
    last = word[0].lstrip(_OPENING)
    if last.lower() in NEVER_LAST or (len(last) == 1 and last.isupper()):
        return False
    return not (following.isdigit() and last.lower() in BEFORE_NUMBERS)
