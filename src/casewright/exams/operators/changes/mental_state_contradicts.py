"""Mental state contradicts: the patient says one thing in the history, and the opposite when examined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, plant
from casewright.exams.operators.defect import Defect
from casewright.exams.swaps import Swap
from casewright.exams.word_bank import bank
from casewright.types import Fact, Section, Status

__all__ = ["contradict_history"]

PLACE = "mental-state"
HISTORY = frozenset({"reason", "present-illness", "psychiatric-history", "substance-history"})
"""Sections in which the patient tells."""
OPPOSITE: Mapping[Status, Status] = {"present": "absent", "absent": "present", "unknown": "unknown"}


def contradict_history(base: Base, seed: int = 0) -> Defect | None:
    """Adds a statement of the patient's to the mental state that the history, from the patient too, has the other way.

    Two informants may disagree; one must not. What was told stays, so that neither statement is the true one.
    """
    section = next((one for one in base.report.sections if one.id == PLACE), None)
    return None if section is None else plant("mental-state-contradicts", base, seed, list(_changes(base, section)))


def _changes(base: Base, section: Section) -> Iterator[Change]:
    words = bank("contradiction")[base.case.language]
    end = section.start + len(base.report.text[section.start : section.end].rstrip())
    for fact in base.case.facts:
        says = words.get(fact.concept, {})
        sentence = says.get("denied" if fact.status == "present" else "stated")
        if sentence and _told_in_history(fact) and not _spoken_of(base, fact):
            said = f"{fact.concept} is {fact.status} in {fact.section}; {sentence!r} in {PLACE}"
            yield Change(said, added=(_opposite(fact),), swaps=(Swap(end, end, f" {sentence}"),))


def _opposite(fact: Fact) -> Fact:
    """The same, said the other way, now, and without length or grade."""
    name, status = f"{fact.id[:50]}-examined", OPPOSITE[fact.status]
    return replace(fact, id=name, section=PLACE, status=status, time="current", quantity=None, severity=None)


def _told_in_history(fact: Fact) -> bool:
    mine = fact.subject == "patient" and fact.source == "patient" and fact.section in HISTORY
    now = fact.time == "current" or (fact.time == "lifetime" and fact.status == "absent")
    return mine and now and fact.status != "unknown" and fact.certainty == "confirmed"


def _spoken_of(base: Base, fact: Fact) -> bool:
    """Whether the mental state says something of it already."""
    return any(one.concept == fact.concept and one.section == PLACE for one in base.case.facts)
