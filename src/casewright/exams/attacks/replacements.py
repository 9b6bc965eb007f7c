"""Attacks that leave nothing of the report: constant answers, and openings that promise an answer."""

from __future__ import annotations

from casewright.exams.attacks.attack import Attack, Attacked
from casewright.exams.attacks.defective import Defective
from casewright.exams.attacks.placing import put_first
from casewright.exams.dice import pick
from casewright.exams.passages import with_text
from casewright.exams.word_bank import bank

__all__ = ["open_report", "replacing"]


def replacing(words: str) -> Attack:
    """The attack whose report is one phrase of a bank; it tells no fact."""

    def attack(victim: Defective, seed: int = 0) -> Attacked:
        base = victim.base
        phrase = pick(bank(words)[base.case.language], words, "alone", base.id, seed)
        return Attacked(with_text(base.report, phrase), (), f"the report is {phrase!r} and nothing else")

    return attack


def open_report(victim: Defective, seed: int = 0) -> Attacked:
    """The report begins as an answer would."""
    base = victim.base
    phrase = pick(bank("attack_openings")[base.case.language], "opening", base.id, seed)
    return Attacked(put_first(base.report, phrase), base.case.facts, f"the report begins with {phrase!r}")
