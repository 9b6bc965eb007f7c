"""The facts of a composed case that can be told otherwise without making a second defect."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.types import Fact
from casewright.vocabulary.concepts import concept

__all__ = ["is_finding", "said_once"]

CATEGORIES = frozenset({"symptom", "risk", "substance"})
MEASURES = frozenset({"illness-duration", "onset-latency", "symptom-free-interval"})
"""Lengths of time: there is nobody else whose they are, and nothing in them to deny."""


def is_finding(fact: Fact) -> bool:
    """Whether it says that the patient has something that comes and goes."""
    sure = fact.subject == "patient" and fact.certainty == "confirmed" and fact.status != "unknown"
    return sure and fact.concept not in MEASURES and concept(fact.concept).category in CATEGORIES


def said_once(base: Base, fact: Fact) -> bool:
    """Whether nobody says a second thing of this concept and person, which would stay and contradict the change."""
    same = [one for one in base.case.facts if (one.concept, one.subject) == (fact.concept, fact.subject)]
    return len(same) == 1
