"""Which facts a text still tells once sections of it are gone, and which ones a section tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from casewright.exams.bases import Base
from casewright.exams.word_bank import bank
from casewright.types import Fact

__all__ = ["known", "new_fact", "told_in", "told_with", "told_without"]


def known(base: Base) -> tuple[Fact, ...] | None:
    """The facts that the base tells, or ``None`` for people's texts whose facts nobody has listed."""
    return base.case.facts if base.case.facts or base.origin != "people" else None


def told_with(base: Base, *more: Fact) -> tuple[Fact, ...] | None:
    """The facts of the base and these."""
    told = known(base)
    return None if told is None else (*told, *more)


def told_without(base: Base, gone: Collection[str]) -> tuple[Fact, ...] | None:
    """The facts told by a text from which all of these sections are gone.

    What another section tells too stays, with what that one says of quantity and severity.
    """
    if known(base) is None:
        return None
    kept = (_left(base, fact, gone) for fact in base.case.facts)
    return tuple(fact for fact in kept if fact is not None)


def told_in(base: Base, section: str) -> tuple[Fact, ...]:
    """The facts that a section tells, those that stand under another section's name too."""
    return tuple(one for fact in base.case.facts for one in _tellings(base, fact) if one.section == section)


def new_fact(operator: str, concept: str, section: str, **values: Any) -> Fact:
    """A fact that came with a defect."""
    return Fact(f"{operator}-{concept}", concept, section, **values)


def _tellings(base: Base, fact: Fact) -> Iterator[Fact]:
    """The fact as each section tells it, its own section first."""
    elsewhere: Mapping[str, Any] = bank("tellings").get(base.id, {})
    retold = {
        section: entry
        for section, entries in elsewhere.items()
        for entry in map(_entry, entries)
        if entry["concept"] == fact.concept
    }
    yield _as_retold(fact, fact.section, retold[fact.section]) if fact.section in retold else fact
    for section, entry in retold.items():
        if section != fact.section:
            yield _as_retold(fact, section, entry)


def _entry(entry: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"concept": entry} if isinstance(entry, str) else entry


def _as_retold(fact: Fact, section: str, entry: Mapping[str, str]) -> Fact:
    keeps = entry.get("keeps")
    quantity = fact.quantity if keeps == "quantity" else None
    severity = fact.severity if keeps == "severity" else None
    return replace(fact, section=section, quantity=quantity, severity=severity)


def _left(base: Base, fact: Fact, gone: Collection[str]) -> Fact | None:
    """What is left of a fact: itself if all that it says still stands, else the telling that says most."""
    tellings = [one for one in _tellings(base, fact) if one.section not in gone]
    best = max(tellings, key=lambda one: (one.quantity is not None) + (one.severity is not None), default=None)
    if best is None or fact.section in gone:
        return best
    return fact if (best.quantity, best.severity) == (fact.quantity, fact.severity) else best
