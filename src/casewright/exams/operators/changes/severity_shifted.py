"""Severity shifted: diagnosis and grades become those of another severity of the same disorder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, plant
from casewright.exams.operators.changes.clauses import Entry, as_names, find_clause
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import Passage, passages
from casewright.exams.swaps import Swap, find_swaps
from casewright.exams.word_bank import bank
from casewright.icd10 import table
from casewright.types import Case, Fact, Severity
from casewright.vocabulary.concepts import concepts

__all__ = ["shift_severity"]

GRADES: tuple[Severity, ...] = ("mild", "moderate", "severe")


def shift_severity(base: Base, seed: int = 0) -> Defect | None:
    """Moves every grade that the text gives, and with it the diagnosis where the code's own title is one of severity.

    A grade is left where the words that tell it are not in the bank; without any that moves, nothing applies. Codes
    without siblings of another severity have their grades turned to the far end, and keep their title.
    """
    shifts = [_graded(base, code) for code in _siblings(base.case)] or [_ungraded(base)]
    return plant("severity-shifted", base, seed, [shift for shift in shifts if shift.changed])


def _siblings(case: Case) -> list[str]:
    grades = bank("severity")["codes"]
    near = table(case.system).siblings(case.code) if case.code in grades else ()
    return [code for code in near if code in grades]


def _graded(base: Base, code: str) -> Change:
    grade: Severity = bank("severity")["codes"][code]
    own = bank("severity")["codes"][base.case.code]
    facts = {fact.id: grade for fact in base.case.facts if fact.severity == own and fact.subject == "patient"}
    change = _shift(base, facts)
    said = f"told as {code} ({grade}) where the case is {base.case.code} ({own}): {change.said}"
    diagnosis = _diagnosis(base.case, code)
    titles = [table(base.case.system).title(one, base.case.language).text for one in (base.case.code, code)]
    if diagnosis is None or (base.origin != "composed" and titles[0] not in base.report.text):
        return replace(change, said=said)
    swaps = find_swaps(base.report.text, [titles, (base.case.code, code)])
    return replace(change, said=said, changed={**change.changed, **diagnosis}, swaps=(*change.swaps, *swaps))


def _diagnosis(case: Case, code: str) -> Mapping[str, Fact] | None:
    """The fact of the code's own diagnosis, as the sibling's."""
    named = {one.id: one.codes for one in concepts().values() if one.category == "diagnosis"}
    other = next((name for name, codes in named.items() if codes == (code,)), None)
    own = next((fact for fact in case.facts if named.get(fact.concept) == (case.code,)), None)
    return None if own is None or other is None else {own.id: replace(own, concept=other)}


def _ungraded(base: Base) -> Change:
    far: dict[Severity, Severity] = {"mild": "severe", "moderate": "severe", "severe": "mild"}
    graded = [fact for fact in base.case.facts if fact.severity is not None and fact.subject == "patient"]
    return _shift(base, {fact.id: far[fact.severity] for fact in graded if fact.severity is not None})


def _shift(base: Base, wanted: Mapping[str, Severity]) -> Change:
    """The facts that move to these grades: all of a composed text, of another those whose words are known."""
    facts = [fact for fact in base.case.facts if fact.id in wanted]
    told = [((fact,), ()) for fact in facts] if base.origin == "composed" else list(_told(base, wanted))
    moved: dict[str, Fact | None] = {
        one.id: replace(one, severity=wanted[one.id]) for group, _ in told for one in group
    }
    said = ", ".join(f"{one.concept} {wanted[one.id]}" for group, _ in told for one in group)
    return Change(said, moved, swaps=tuple(swap for _, swaps in told for swap in swaps))


def _told(base: Base, wanted: Mapping[str, Severity]) -> Iterator[tuple[tuple[Fact, ...], tuple[Swap, ...]]]:
    """Facts by clause, with the swap that gives them their new grade."""
    sentences = passages(base.report)
    for entry in bank("severity")["clauses"][base.case.language]:
        for grade in GRADES:
            for passage, swap in find_clause(base, sentences, entry[grade], entry[grade]):
                facts = _about(base, entry, passage, grade, wanted)
                if facts:
                    yield facts, (Swap(swap.start, swap.end, entry[wanted[facts[0].id]]),)


def _about(
    base: Base, entry: Entry, passage: Passage, grade: Severity, wanted: Mapping[str, Severity]
) -> tuple[Fact, ...]:
    here = [fact for fact in base.case.facts if fact.section == passage.section and fact.severity == grade]
    facts = [fact for name in as_names(entry["about"]) for fact in here if fact.concept == name and fact.id in wanted]
    return tuple(facts) if len(facts) == len(as_names(entry["about"])) else ()
