"""Beyond which line a figure of a group tells of a mode that collapsed."""

from __future__ import annotations

from math import log10

__all__ = ["RULES", "absolute_line", "relative_line"]

RULES = ("self_bleu_4", "near_duplicates", "template_share", "vendi_phrases_share")

BLEU_AT_TEN = 0.35
BLEU_A_DECADE = 0.15
BLEU_MOST = 0.85
ABSOLUTE = {"near_duplicates": 0.05, "template_share": 0.15, "vendi_phrases_share": 0.85}
MARGINS = {"self_bleu_4": 0.05, "near_duplicates": 0.01, "template_share": 0.05}
LEAST_OF_REAL = 0.9


def absolute_line(rule: str, n: int) -> float:
    """The line of a figure of n reports where no real notes are at hand.

    Self-BLEU rises with the number of reports, real notes' too, so its line does: by 0.15 with each factor of ten.
    """
    if rule == "self_bleu_4":
        return min(BLEU_MOST, BLEU_AT_TEN + BLEU_A_DECADE * log10(max(n, 1) / 10))
    return ABSOLUTE[rule]


def relative_line(rule: str, real: float) -> float:
    """The line where real notes of the same number and lengths have the figure ``real``."""
    return LEAST_OF_REAL * real if rule == "vendi_phrases_share" else real + MARGINS[rule]
