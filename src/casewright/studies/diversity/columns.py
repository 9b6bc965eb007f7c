"""The measures of the diversity room as columns: what they are called, and which way is better"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casewright.measures.diversity.sets.kinds import WORSE
from casewright.studies.table import Column

__all__ = ["CODES", "LEXICAL", "REPETITION", "RICHNESS"]

TITLES = {
    **{f"self_bleu_{n}": f"Self-BLEU-{n}" for n in range(1, 5)},
    **{f"distinct_{n}": f"distinct-{n}" for n in range(1, 4)},
    "phrases_repeated": "8-word phrases of another report",
    "self_repetition_score": "self-repetition score",
    "near_duplicates": "near-duplicates",
    "retold": "told after another",
    "template_share": "template sentences",
    "openings_repeated": "openings of another",
    "headings_alike": "headings alike",
    "types": "kinds of words",
    "heaps": "Heaps' exponent",
    "compression": "bytes over gzip bytes",
    "similarity": "mean similarity",
    "vendi": "Vendi score",
    "vendi_share": "Vendi score by n",
    "vendi_phrases_share": "Vendi of phrases by n",
    "dispersion": "dispersion of vectors",
    "vendi_meanings_share": "Vendi of vectors by n",
}
DIGITS = {"types": 0, "vendi": 1}
BETTER: Mapping[str, Literal["high", "low"]] = {
    name: "low" if worse == "high" else "high" for name, worse in WORSE.items()
}


def _column(name: str) -> Column:
    return Column(name, TITLES[name], DIGITS.get(name, 2), BETTER.get(name))


REPETITION = tuple(
    map(
        _column,
        (
            "self_bleu_1", "self_bleu_2", "self_bleu_3", "self_bleu_4", "phrases_repeated", "self_repetition_score",
            "near_duplicates", "retold", "template_share", "openings_repeated", "headings_alike",
        ),
    )
)  # fmt: skip
RICHNESS = tuple(
    map(
        _column,
        (
            "distinct_1", "distinct_2", "distinct_3", "types", "heaps", "compression", "similarity", "vendi",
            "vendi_share", "vendi_phrases_share", "dispersion", "vendi_meanings_share",
        ),
    )
)  # fmt: skip
CODES = tuple(
    map(
        _column,
        ("self_bleu_4", "distinct_2", "phrases_repeated", "near_duplicates", "retold", "template_share",
         "vendi_phrases_share"),
    )
)  # fmt: skip
LEXICAL = (
    Column("words", "words", 0),
    Column("ttr", "TTR", 2, "high"),
    Column("root_ttr", "root TTR", 1, "high"),
    Column("mattr", "MATTR", 2, "high"),
    Column("mtld", "MTLD", 0, "high"),
    Column("hdd", "HD-D", 2, "high"),
    Column("distinct_2", "distinct-2", 2, "high"),
    Column("self_repetition", "8-grams repeated within", 3, "low"),
    Column("compression_ratio", "bytes over gzip bytes", 2, "low"),
    Column("sentence_words", "words a sentence", 1),
    Column("sentence_spread", "their standard deviation", 1),
    Column("reading_ease", "reading ease", 0),
)
