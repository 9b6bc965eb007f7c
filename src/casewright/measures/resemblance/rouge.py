"""ROUGE-L of one text against another (Lin 2004, section 3.1): the longest common subsequence of their tokens."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

__all__ = ["Rouge", "rouge_l"]


@dataclass(frozen=True, slots=True)
class Rouge:
    """Shares from 0 to 1: of the candidate's tokens, of the reference's, and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def rouge_l(candidate: Sequence[Hashable], reference: Sequence[Hashable]) -> Rouge:
    """ROUGE-L at the level of one sequence, β = 1; zeros where either is empty.

    On lower-case ASCII letters and digits the digits are those of the package rouge-score without stemming.
    """
    from rapidfuzz.distance import LCSseq

    if not candidate or not reference:
        return Rouge(0.0, 0.0, 0.0)
    common = LCSseq.similarity(candidate, reference)
    precision, recall = common / len(candidate), common / len(reference)
    total = precision + recall
    return Rouge(precision, recall, 2 * precision * recall / total if total else 0.0)
