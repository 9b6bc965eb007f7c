"""Status flipped: something denied is stated, or something stated is denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, plant
from casewright.exams.operators.changes.clauses import Entry, clause_changes
from casewright.exams.operators.changes.findings import is_finding, said_once
from casewright.exams.operators.defect import Defect
from casewright.exams.word_bank import bank
from casewright.types import Fact, Language

__all__ = ["flip_status"]


def flip_status(base: Base, seed: int = 0) -> Defect | None:
    """Turns one fact round, or the few that one clause denies together."""
    language = base.case.language
    changes = _retold(base) if base.origin == "composed" else clause_changes(base, _entries(language), _turn)
    return plant("status-flipped", base, seed, changes)


def _entries(language: Language) -> Iterator[Entry]:
    """The bank's clauses, then its terms in short sentences that say nothing but their denial."""
    words = bank("status")[language]
    yield from words["clauses"]
    for entry in words["sentences"]:
        yield {**entry, "whole": True}
    for name, terms in words["terms"].items():
        for (found, put), term in product(words["denials"], terms):
            texts = {"found": found.format(it=term), "put": put.format(it=term)}
            yield {**texts, "about": name, "to": "present", "whole": True}


def _turn(entry: Entry, fact: Fact) -> Fact | None:
    return _flipped(fact) if fact.status != entry["to"] and _firm(fact) else None


def _firm(fact: Fact) -> bool:
    return fact.subject == "patient" and fact.status != "unknown" and fact.certainty == "confirmed"


def _flipped(fact: Fact) -> Fact:
    """What is denied has no length and no grade."""
    if fact.status == "absent":
        return replace(fact, status="present")
    return replace(fact, status="absent", quantity=None, severity=None)


def _retold(base: Base) -> list[Change]:
    return [
        Change(f"{fact.concept}: {fact.status} became {_flipped(fact).status}", {fact.id: _flipped(fact)})
        for fact in base.case.facts
        if is_finding(fact) and said_once(base, fact)
    ]
