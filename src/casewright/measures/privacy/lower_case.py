"""Texts typed without capitals, with capitals put where names and places may be."""

from __future__ import annotations

import re

from casewright.measures.privacy.name_lists import cities, given_names, is_ordinary, is_unknown, surnames

__all__ = ["with_capitals"]

_WORD = re.compile(r"[^\W\d_][^\W\d_'’\-]*")
_INITIAL = re.compile(r"(?<=[^\W\d_] )[a-z](?=\.? [^\W\d_a-z])")
_SHORTEST = 4


def with_capitals(text: str) -> str:
    """A text without any capital, of the same length, in which words that are names of people or of cities, or that
    neither English nor medicine has, begin with one; any other text as it is.
    """
    if any(letter.isupper() for letter in text):
        return text
    raised = _WORD.sub(lambda match: _raised(match.group()), text)
    raised = _INITIAL.sub(lambda match: match.group().title(), raised)
    return raised if len(raised) == len(text) else text


def _raised(word: str) -> str:
    bare = re.sub(r"['’]s$", "", word)
    if is_ordinary(bare):
        return word
    named = bare in given_names() or bare in surnames() or bare in cities()
    return word[0].upper() + word[1:] if named or (len(bare) >= _SHORTEST and is_unknown(bare)) else word
