"""Time swapped: what is there now is told of the past, or what was becomes what is."""

from __future__ import annotations

from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, plant
from casewright.exams.operators.changes.clauses import Entry, clause_changes
from casewright.exams.operators.changes.findings import is_finding, said_once
from casewright.exams.operators.defect import Defect
from casewright.exams.word_bank import bank
from casewright.types import Fact

__all__ = ["swap_time"]

SOURCES = frozenset({"patient", "observed"})
"""Informants and records are quoted in a tense of their own."""


def swap_time(base: Base, seed: int = 0) -> Defect | None:
    """Moves one present fact, or the few that one clause tells, from now to the past or back."""
    if base.origin == "composed":
        changes = _retold(base)
    else:
        changes = clause_changes(base, bank("time")[base.case.language], _turn)
    return plant("time-swapped", base, seed, changes)


def _turn(entry: Entry, fact: Fact) -> Fact | None:
    held = fact.subject == "patient" and fact.status == "present"
    return _moved(fact) if held and _moved(fact).time == entry.get("to", "past") else None


def _moved(fact: Fact) -> Fact:
    """How long or how badly was said of now; the past is told without."""
    return replace(fact, time="past" if fact.time == "current" else "current", quantity=None, severity=None)


def _retold(base: Base) -> list[Change]:
    return [
        Change(f"{fact.concept}: {fact.time} became {_moved(fact).time}", {fact.id: _moved(fact)})
        for fact in base.case.facts
        if _movable(fact) and said_once(base, fact)
    ]


def _movable(fact: Fact) -> bool:
    told = fact.status == "present" and fact.time in ("current", "past")
    return is_finding(fact) and told and fact.source in SOURCES
