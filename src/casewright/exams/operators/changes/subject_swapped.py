"""Subject swapped: what a relative has becomes the patient's, or the patient's becomes a relative's."""

from __future__ import annotations

from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, plant
from casewright.exams.operators.changes.clauses import Entry, clause_changes
from casewright.exams.operators.changes.findings import is_finding, said_once
from casewright.exams.operators.defect import Defect
from casewright.exams.word_bank import bank
from casewright.types import Fact

__all__ = ["swap_subject"]


def swap_subject(base: Base, seed: int = 0) -> Defect | None:
    """Moves one present fact, or the few that one clause tells, from one person to another."""
    if base.origin == "composed":
        changes = _retold(base)
    else:
        changes = clause_changes(base, bank("subject")[base.case.language], _turn)
    return plant("subject-swapped", base, seed, changes)


def _turn(entry: Entry, fact: Fact) -> Fact | None:
    held = fact.subject == entry.get("of", "patient") and fact.status == "present"
    return replace(fact, subject=entry["to"]) if held else None


def _retold(base: Base) -> list[Change]:
    told = [fact for fact in base.case.facts if fact.status == "present" and fact.certainty == "confirmed"]
    return [
        Change(f"{fact.concept} of the {fact.subject} became the {new.subject}'s", {fact.id: new})
        for fact in told
        if (new := _swapped(fact)) is not None and said_once(base, fact)
    ]


def _swapped(fact: Fact) -> Fact | None:
    """A relative's diagnosis, told of the patient, is one of the past; what a relative has has no length or grade."""
    if fact.subject != "patient":
        return replace(fact, subject="patient")
    if fact.source != "patient" or not is_finding(fact):
        return None
    return replace(fact, subject="mother", quantity=None, severity=None)
