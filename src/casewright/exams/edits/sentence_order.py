"""Two neighbouring sentences change places where neither leans on the other."""

from __future__ import annotations

from itertools import pairwise

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.edits.edit import Edit
from casewright.exams.passages import Passage, passages, with_text
from casewright.exams.word_bank import bank

__all__ = ["swap_sentences"]


def swap_sentences(base: Base, seed: int = 0) -> Edit | None:
    """Swaps two sentences of a section whose sentences stand in no order of their own."""
    found = passages(base.report, bank("order")["sections"])
    pairs = [(one, other) for one, other in pairwise(found) if _free(base, one, other)]
    if not pairs:
        return None
    one, other = pick(pairs, "sentence-order", base.id, seed)
    text = base.report.text
    first, between, second = text[one.start : one.end], text[one.end : other.start], text[other.start : other.end]
    changed = text[: one.start] + second + between + first + text[other.end :]
    return Edit("sentence-order", base.id, with_text(base.report, changed), f"{second!r} before {first!r}")


def _free(base: Base, one: Passage, other: Passage) -> bool:
    """Whether neither leans on its neighbour; in a composed text none does."""
    text, leaning = base.report.text, bank("order")[base.case.language]
    if one.section != other.section or "\n" in text[one.end : other.start]:
        return False
    if base.origin == "composed":
        return True
    openings = [text[place.start : place.end].split()[0].lower().strip(",") for place in (one, other)]
    return not any(word in leaning for word in openings) and text[other.end - 1] == "."
