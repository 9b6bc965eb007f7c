"""BLEU of the likeliest copied stretch, and ROUGE-L to the note that shares most."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from casewright.measures.privacy.index.fingerprints import Tokens
from casewright.measures.privacy.index.passages import Passage

__all__ = ["WINDOW", "rouge_l", "window_bleu"]

WINDOW = 50
"""Tokens of a stretch (Ippolito and others 2022, section 3)."""


def window_bleu(text: Tokens, note: Tokens, passage: Passage, first: int) -> float:
    """BLEU-4 of a stretch of the text against the window of the note that it lies beside.

    The stretch is fifty tokens around the passage, or the passage where that is longer, or the whole text where that is
    shorter; the window is as long. Counts are clipped and not smoothed (Papineni and others 2002), and equal lengths
    need no brevity penalty. Ippolito and others (2022) call more than 0.75 an approximate copy.

    Args:
        text: The text.
        note: The note that holds the passage.
        passage: Where the two lie beside one another.
        first: Place of the note's first token in the corpus.
    """
    size = min(len(text), len(note), max(WINDOW, passage.end - passage.start))
    spare = size - min(size, passage.end - passage.start)
    start = min(max(0, passage.start - spare // 2), len(text) - size)
    place = passage.place - first - (passage.start - start)
    place = min(max(0, place), len(note) - size)
    return _bleu(text[start : start + size], note[place : place + size])


def _bleu(candidate: Tokens, reference: Tokens) -> float:
    total = 0.0
    for n in range(4, 0, -1):
        size = len(candidate) - n + 1
        shared = _clipped(candidate, reference, n) if size > 0 else 0
        if not shared:
            return 0.0
        total += math.log(shared / size)
    return math.exp(total / 4)


def _clipped(candidate: Tokens, reference: Tokens, n: int) -> int:
    ours, theirs = Counter(_grams(candidate, n)), Counter(_grams(reference, n))
    return sum(min(count, theirs[gram]) for gram, count in ours.items() if gram in theirs)


def _grams(tokens: Tokens, n: int) -> list[int]:
    """N-grams of at most four tokens as numbers."""
    wide = tokens.astype(np.uint64)
    found = wide[: len(wide) - n + 1]
    for i in range(1, n):
        found = found | (wide[i : len(wide) - n + 1 + i] << np.uint64(16 * i))
    return list(found.tolist())


def rouge_l(text: Tokens, note: Tokens) -> float:
    """F1 of the longest common subsequence of tokens (Lin 2004, section 3, with β = 1)."""
    from rapidfuzz.distance import LCSseq

    longest = LCSseq.similarity(text.tolist(), note.tolist())
    return float(2 * longest / max(1, len(text) + len(note)))
