"""Which language a text is in, by its stop-words and script: English, Spanish, or neither."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from casewright.measures.words import list_words
from casewright.types import Language

__all__ = ["STOP_WORDS", "describe_wrong_language", "foreign_share", "other_script_share"]

_ENGLISH = """
the of and to in is was with that for on as she he his her had has have been which were are be by from at this it an or
not but they who there their any does did will would when if
"""
_SPANISH = """
el la los las de del y que en con por para se un una su sus al es fue ha han había como más pero sin sobre muy lo le les
desde hasta entre cuando está refiere porque también este esta ni ya
"""
STOP_WORDS: Mapping[Language, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "es": frozenset(_SPANISH.split()),
}
"""Frequent function words that the other language doesn't have ("a", "me", "he", "no" and "son" are in both)."""

CHUNK_WORDS = 12
FOREIGN_SHARE = 0.25
SCRIPT_SHARE = 0.05
_STOP = re.compile(r"[.!?;\n]+")


def describe_wrong_language(text: str, language: Language) -> str | None:
    """What is wrong with the language of a text, in words, or ``None``."""
    script = other_script_share(text)
    if script > SCRIPT_SHARE:
        return f"{script:.0%} of the letters are of another script than Latin"
    other: Language = "es" if language == "en" else "en"
    share = foreign_share(text, language)
    if share > FOREIGN_SHARE:
        return f"{share:.0%} of the text reads as {other!r}, not {language!r}"
    return None


def foreign_share(text: str, language: Language) -> float:
    """Share of words that stand in stretches with more stop-words of the other language than of this one.

    A stretch is as many sentences or lines as give twelve words. One without any stop-word says nothing and counts
    as the language asked, so that telegraphic notes pass.
    """
    own = STOP_WORDS[language]
    other = STOP_WORDS["es" if language == "en" else "en"]
    foreign = total = 0
    for chunk in _chunks(text):
        total += len(chunk)
        if sum(word in other for word in chunk) > sum(word in own for word in chunk):
            foreign += len(chunk)
    return foreign / total if total else 0.0


def other_script_share(text: str) -> float:
    """Share of letters that are neither Latin nor Greek (Greek stands in units and receptor names)."""
    letters = [letter for letter in text if letter.isalpha()]
    strange = sum(not letter.isascii() and not _latin(letter) for letter in letters)
    return strange / len(letters) if letters else 0.0


def _latin(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return name.startswith(("LATIN", "GREEK", "MICRO", "FEMININE", "MASCULINE", "MODIFIER"))


def _chunks(text: str) -> Iterable[list[str]]:
    chunk: list[str] = []
    for piece in _STOP.split(text):
        chunk += list_words(piece)
        if len(chunk) >= CHUNK_WORDS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
