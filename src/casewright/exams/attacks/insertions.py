"""Attacks that put words into a report and leave the rest as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casewright.exams.attacks.attack import Attack, Attacked
from casewright.exams.attacks.defective import Defective
from casewright.exams.attacks.placing import put_somewhere
from casewright.exams.dice import pick
from casewright.exams.word_bank import bank

__all__ = ["as_is", "inserting", "instruction", "mixed", "quote_questions", "verdict"]

Words = Callable[[Defective, int], str]
Disguising = Callable[[str], str]


def as_is(words: str) -> str:
    """No disguise."""
    return words


def inserting(name: str, words: Words, disguise: Disguising = as_is) -> Attack:
    """The attack that puts words, disguised or not, somewhere into the report."""

    def attack(victim: Defective, seed: int = 0) -> Attacked:
        base = victim.base
        said = words(victim, seed)
        report = put_somewhere(base.report, disguise(said), name, base.id, seed)
        return Attacked(report, base.case.facts, f"{name}: {said!r}")

    return attack


def instruction(language: str | None = None) -> Words:
    """An instruction in this language, or in the report's own."""

    def words(victim: Defective, seed: int) -> str:
        spoken = language or victim.base.case.language
        return pick(_bank("attack_instructions", spoken), "instruction", spoken, victim.base.id, seed)

    return words


def mixed(name: str) -> Words:
    """A phrase of a bank in the report's language."""

    def words(victim: Defective, seed: int) -> str:
        return pick(_bank(name, victim.base.case.language), name, victim.base.id, seed)

    return words


def verdict(victim: Defective, seed: int) -> str:
    """A ruling as judges reply it, about one of the rubric's questions where it names one."""
    form = pick(_bank("attack_verdicts", "any"), "verdict", victim.base.id, seed)
    return form.format(question=pick(victim.questions or ("?",), "verdict-on", victim.base.id, seed))


def quote_questions(victim: Defective, seed: int) -> str:
    """Every question that the report leaves unmet, put into somebody's mouth."""
    form = pick(_bank("attack_quotations", victim.base.case.language), "quotation", victim.base.id, seed)
    return " ".join(form.format(question=question) for question in victim.questions)


def _bank(name: str, part: str) -> Sequence[str]:
    phrases: Sequence[str] = bank(name)[part]
    return phrases
