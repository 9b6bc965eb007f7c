"""Stems of words: Porter's for English, Snowball's for Spanish, from nltk, which comes with textstat; no data."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from casewright.types import Language

__all__ = ["stemmer"]


@cache
def stemmer(language: Language) -> Callable[[str], str]:
    """From a word in lower case to its stem, each worked out once.

    English: Porter (1980) with nltk's additions, which is what nltk's METEOR takes by default. Spanish: Snowball.
    """
    if language == "es":
        from nltk.stem.snowball import SpanishStemmer

        return cache(SpanishStemmer().stem)
    from nltk.stem.porter import PorterStemmer

    return cache(PorterStemmer().stem)
