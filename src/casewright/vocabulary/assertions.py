"""What a fact of a case and a mention in a text have in common, and which of them a leaf is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from casewright.types import Answer, Certainty, Quantity, Severity, Source, Status, Subject, Time
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.quantities import days

__all__ = ["Assertion", "Finding", "about", "lasting", "stands"]

TIMELESS = frozenset({"event", "history", "social", "physical"})


class Assertion(Protocol):
    """What a fact and a mention have in common."""

    @property
    def concept(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def subject(self) -> Subject: ...
    @property
    def time(self) -> Time: ...
    @property
    def certainty(self) -> Certainty: ...
    @property
    def source(self) -> Source: ...
    @property
    def section(self) -> str: ...
    @property
    def severity(self) -> Severity | None: ...
    @property
    def quantity(self) -> Quantity | None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with the assertions that show it."""

    answer: Answer
    shown_by: tuple[Assertion, ...] = ()


def about(name: str, filters: Mapping[str, Any], assertions: Sequence[Assertion]) -> list[Assertion]:
    """The assertions that speak about a concept, for the subject, time, source and section asked.

    The subject is the patient unless asked otherwise. The time is now for what comes and goes in a patient, any
    for events, history, physical and social matters, and for relatives.
    """
    subject = filters.get("subject", "patient")
    anytime = subject != "patient" or concept(name).category in TIMELESS
    time = filters.get("time", "any" if anytime else "current")
    return [
        item
        for item in assertions
        if item.concept == name
        and _among(item.subject, subject)
        and _speaks_of(item, time)
        and _among(item.source, filters.get("source"))
        and _among(item.section, filters.get("sections"))
    ]


def stands(item: Assertion) -> Status:
    """The status in effect: what is ruled out is absent."""
    return "absent" if item.status == "present" and item.certainty == "ruled_out" else item.status


def lasting(item: Assertion) -> float | None:
    """Days that something confirmed and the patient's own has lasted, where the assertion says so."""
    sure = item.status == "present" and item.certainty == "confirmed" and item.subject == "patient"
    return days(item.quantity) if sure and item.quantity is not None else None


def _speaks_of(item: Assertion, time: str) -> bool:
    """A lifetime's absence denies every time; a lifetime's presence is some time, though not surely now."""
    if time == "any" or item.time == time:
        return True
    if item.time == "lifetime":
        return time == "past" or stands(item) != "present"
    return time == "lifetime" and stands(item) == "present"


def _among(value: object, allowed: object) -> bool:
    return allowed is None or allowed == "any" or value == allowed or (isinstance(allowed, list) and value in allowed)
