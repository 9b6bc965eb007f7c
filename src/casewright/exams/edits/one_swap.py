"""One swap from a bank, made in one sentence outside the diagnosis."""

from __future__ import annotations

from casewright.exams.dice import pick
from casewright.exams.edits.edit import Edit
from casewright.exams.goldens import Golden
from casewright.exams.passages import passages, with_text
from casewright.exams.swaps import find_swaps, make_swaps
from casewright.exams.word_bank import bank

__all__ = ["swap_one"]


def swap_one(name: str, golden: Golden, seed: int) -> Edit | None:
    """The golden with one swap of the bank of this name, or ``None`` if it holds none of its words."""
    text, pairs = golden.report.text, bank(name)[golden.case.language]
    places = [one for one in passages(golden.report) if one.section != "impression"]
    swaps = [swap for place in places for swap in find_swaps(text, pairs, place.start, place.end)]
    if not swaps:
        return None
    swap = pick(swaps, name, golden.id, seed)
    said = f"{text[swap.start : swap.end]!r} became {swap.put!r} at {swap.start}"
    return Edit(name, golden.id, with_text(golden.report, make_swaps(text, [swap])), said)
