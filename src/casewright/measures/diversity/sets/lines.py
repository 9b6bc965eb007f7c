"""Beyond which line a figure of a group tells of a mode that collapsed.

The absolute lines come from one half of the development data's real notes (440 groups of 10 to 100 notes of one
specialty or one chapter of diagnoses, cut to 100, 200 and 400 tokens): the 99th percentile of each figure, and about
the margin that stands over real notes where they are at hand. That percentile of Self-BLEU-4 was 0.29 at ten notes
and 0.34 at a hundred, of near-duplicates 0.047 and of template share 0.028 at fifty, of retold reports 0.2 at ten (one
pair) and 0.08 at fifty, and the first percentile of the effective share 0.97. The other half examined them.
"""

from __future__ import annotations

from math import log10

__all__ = ["RULES", "absolute_line", "relative_line"]

RULES = ("self_bleu_4", "retold", "near_duplicates", "template_share", "vendi_phrases_share")

BLEU_AT_TEN = 0.34
BLEU_A_DECADE = 0.10
BLEU_MOST = 0.85
ABSOLUTE = {"retold": 0.10, "near_duplicates": 0.05, "template_share": 0.10, "vendi_phrases_share": 0.87}
MARGINS = {"self_bleu_4": 0.05, "retold": 0.05, "near_duplicates": 0.01, "template_share": 0.05}
LEAST_OF_REAL = 0.9


def absolute_line(rule: str, n: int) -> float:
    """The line of a figure of n reports where no real notes are at hand.

    Self-BLEU rises with the number of reports, real notes' too, so its line does: by 0.10 with each factor of ten.
    """
    if rule == "self_bleu_4":
        return min(BLEU_MOST, BLEU_AT_TEN + BLEU_A_DECADE * log10(max(n, 1) / 10))
    return ABSOLUTE[rule]


def relative_line(rule: str, real: float) -> float:
    """The line where real notes of the same number and lengths have the figure ``real``."""
    return LEAST_OF_REAL * real if rule == "vendi_phrases_share" else real + MARGINS[rule]
