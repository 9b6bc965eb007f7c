"""One swap from a bank, made in one sentence outside the diagnosis."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.edits.edit import Edit
from casewright.exams.passages import passages, with_text
from casewright.exams.swaps import find_swaps, make_swaps
from casewright.exams.word_bank import bank

__all__ = ["swap_one"]


def swap_one(name: str, base: Base, seed: int) -> Edit | None:
    """The golden with one swap of the bank of this name, or ``None`` if it holds none of its words."""
    text, pairs = base.report.text, bank(name)[base.case.language]
    places = [one for one in passages(base.report) if one.section != "impression"]
    swaps = [swap for place in places for swap in find_swaps(text, pairs, place.start, place.end)]
    if not swaps:
        return None
    swap = pick(swaps, name, base.id, seed)
    said = f"{text[swap.start : swap.end]!r} became {swap.put!r} at {swap.start}"
    return Edit(name, base.id, with_text(base.report, make_swaps(text, [swap])), said)
