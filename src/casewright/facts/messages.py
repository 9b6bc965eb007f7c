"""What is said of a fact, in concept ids and our own words: fit to be handed to a writer, never the report's text."""

from __future__ import annotations

from casewright.types import Fact, FactState, Quantity

__all__ = ["fact_message", "name_concept", "say_quantity"]

_LEAD: dict[FactState, str] = {
    "told": "told",
    "missing": "not told",
    "contradicted": "status flipped",
    "wrong_subject": "wrong subject",
    "wrong_source": "wrong source",
    "wrong_value": "wrong value",
}


def fact_message(fact: Fact, state: FactState, why: str = "") -> str:
    """``status flipped: suicide attempt should be present (patient, past)``."""
    if state == "told":
        return ""
    name = name_concept(fact.concept)
    if state == "missing":
        return f"not told: {name} ({fact.status}, {_details(fact)})"
    if state == "contradicted":
        return f"status flipped: {name} should be {fact.status} ({_details(fact)})"
    if state == "wrong_subject":
        return f"wrong subject: {name} ({fact.status}) is the {fact.subject}'s"
    if state == "wrong_source":
        return f"wrong source: {name} ({fact.status}) comes from {_source(fact)}"
    return f"{_LEAD[state]}: {name} ({fact.status}) has {_value(fact, why)}"


def name_concept(concept: str) -> str:
    """A concept id as words."""
    return concept.removeprefix("dx-").replace("-", " ")


def say_quantity(quantity: Quantity) -> str:
    """``3 weeks``, ``50 mg``, ``8 units per day``."""
    unit = quantity.unit.replace("_", " ")
    return f"{quantity.value:g} {unit.removesuffix('s') if quantity.value == 1 and unit != 'units per day' else unit}"


def _details(fact: Fact) -> str:
    parts: list[str] = [fact.subject, *([fact.time] if fact.time != "current" else [])]
    parts += [fact.severity] if fact.severity else []
    parts += [say_quantity(fact.quantity)] if fact.quantity else []
    parts += [f"from {_source(fact)}"] if fact.source != "patient" else []
    return ", ".join(parts)


def _source(fact: Fact) -> str:
    named = {"patient": "the patient", "informant": "an informant", "observed": "observation", "record": "the records"}
    return named.get(fact.source, "a test")


def _value(fact: Fact, why: str) -> str:
    if why == "time":
        return f"time {fact.time}"
    if why == "severity":
        return f"severity {fact.severity}" if fact.severity else "no severity"
    return say_quantity(fact.quantity) if fact.quantity else "another value"
