"""What one would use instead: LexicalRichness for the lexical measures, nltk for BLEU and Self-BLEU."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

__all__ = ["WEIGHTS", "lexicalrichness", "nltk_self_bleu"]

WEIGHTS = [(1 / n,) * n for n in range(1, 5)]
"""All four orders in one call: the cheapest that nltk offers."""


def lexicalrichness(texts: Sequence[Sequence[str]]) -> list[tuple[float, ...]]:
    """TTR, MATTR (50), MTLD (0.72) and HD-D (42) of each text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lexicalrichness import LexicalRichness
    made = [LexicalRichness(words, preprocessor=None, tokenizer=None) for words in texts]
    return [(one.ttr, one.mattr(50), one.mtld(0.72), one.hdd(42)) for one in made]


def nltk_self_bleu(texts: Sequence[Sequence[str]]) -> list[tuple[float, ...]]:
    """Self-BLEU-1 to 4 of each text by ``sentence_bleu`` with all the others as references."""
    from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu

    smooth: Any = SmoothingFunction().method1
    others = ([*texts[:i], *texts[i + 1 :]] for i in range(len(texts)))
    return [
        tuple(sentence_bleu(references, text, weights=WEIGHTS, smoothing_function=smooth))
        for text, references in zip(texts, others, strict=True)
    ]
