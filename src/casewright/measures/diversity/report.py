"""The diversity measures of one report."""

from __future__ import annotations

from casewright.measures.diversity.lexical import hdd, mattr, mtld, ttr
from casewright.measures.diversity.readability import measure_readability
from casewright.measures.words import list_words
from casewright.types import Diversity, Language

__all__ = ["measure_diversity"]


def measure_diversity(text: str, language: Language) -> Diversity:
    """TTR, MATTR (50), MTLD (0.72), HD-D (42) and readability of a text; ``novelty`` is left to the commit.

    A measure is ``None`` where the text is too short for it: under 50, 100 and 42 words.
    """
    words = list_words(text)
    return Diversity(
        tokens=len(words),
        ttr=ttr(words),
        mattr=mattr(words),
        mtld=mtld(words),
        hdd=hdd(words),
        readability=measure_readability(text, language),
    )
