"""Status flipped: something denied is stated, or something stated is denied, in one sentence."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import Passage, passages, with_text
from casewright.exams.swaps import Swap, find_swaps, make_swaps, mentions_any
from casewright.exams.word_bank import bank
from casewright.types import Report

__all__ = ["flip_status"]

SECTIONS = frozenset(
    {"present-illness", "psychiatric-history", "medical-history", "substance-history", "mental-state", "risk"}
)


def flip_status(base: Base, seed: int = 0) -> Defect | None:
    """Turns one sentence round; only sections whose sentences state findings are touched."""
    places = [place for passage in passages(base.report, SECTIONS) for place in _flips(base.report, passage)]
    if not places:
        return None
    passage, swap = pick(places, "status-flipped", base.id, seed)
    text = base.report.text
    changed = make_swaps(text, [swap])
    before = text[passage.start : passage.end]
    after = changed[passage.start : passage.end + len(changed) - len(text)]
    return Defect("status-flipped", base.id, with_text(base.report, changed), "facts", f"{before!r} became {after!r}")


def _flips(report: Report, passage: Passage) -> list[tuple[Passage, Swap]]:
    words = bank("status")[report.language]
    sentence = report.text[passage.start : passage.end]
    denied = mentions_any(sentence, words["denials"])
    if denied and mentions_any(sentence, words["bound"]):
        return []
    pairs = [(item["found"], item["put"]) for item in words["to_present" if denied else "to_absent"]]
    found = find_swaps(report.text, pairs, passage.start, passage.end)
    return [(passage, swap) for swap in found] if len(found) == 1 else []
