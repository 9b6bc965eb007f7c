"""The diversity measures of one report."""

from __future__ import annotations

from casewright.measures.diversity.compression import compression_ratio
from casewright.measures.diversity.distinct import distinct_n
from casewright.measures.diversity.lexical import measure_words
from casewright.measures.diversity.loops import REPEATED, self_repetition
from casewright.measures.diversity.readability import measure_readability
from casewright.measures.diversity.sentences import describe_sentences
from casewright.measures.words import list_words, token_keys
from casewright.types import Diversity, Language

__all__ = ["measure_diversity"]


def measure_diversity(text: str, language: Language) -> Diversity:
    """Every lexical measure, sentence lengths and readability of a text; ``novelty`` is left to the commit.

    A measure is ``None`` where the text is too short for it: MATTR (50) under 50 words, MTLD (0.72) under 100, HD-D
    (42) under 42, self-repetition under 8 tokens. TTR, root TTR, distinct-2 and the compression ratio move with length
    and are for comparing reports of one length.
    """
    words = list_words(text)
    keys = token_keys(text)
    lexical = measure_words(words)
    return Diversity(
        tokens=len(words),
        ttr=lexical.ttr,
        root_ttr=lexical.root_ttr,
        mattr=lexical.mattr,
        mtld=lexical.mtld,
        hdd=lexical.hdd,
        distinct_2=distinct_n(words, 2),
        self_repetition=self_repetition(keys) if len(keys) >= REPEATED else None,
        compression_ratio=compression_ratio(text),
        sentences=describe_sentences(text),
        readability=measure_readability(text, language),
    )
