"""Figures that can't be: doses, scores, durations and units out of range."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.plans.cases.population import read_data
from casewright.types import Case, Fact, Quantity
from casewright.vocabulary.concepts import concepts
from casewright.vocabulary.finds import days

__all__ = ["UNITS", "limit_problems"]

UNITS = {
    "duration": ("hours", "days", "weeks", "months", "years"),
    "dose": ("mg",),
    "points": ("points",),
    "amount": ("units_per_day",),
    "count": ("times",),
    "change": ("kg",),
}


def limit_problems(case: Case) -> Iterator[str]:
    """Quantities outside what is possible."""
    if not 0 <= case.person.age <= 120:
        yield f"age {case.person.age}; possible from 0 to 120"
    for fact in case.facts:
        if fact.quantity is not None and fact.concept in concepts():
            yield from _unit(fact, fact.quantity)
            yield from _range(fact, fact.quantity)
            yield from _time(fact, fact.quantity, case)


def _unit(fact: Fact, quantity: Quantity) -> Iterator[str]:
    allowed = [unit for sort in concepts()[fact.concept].quantity for unit in UNITS[sort]]
    if quantity.unit not in allowed:
        yield f"{fact.id}: {fact.concept} takes {', '.join(allowed) or 'no quantity'}, not {quantity.unit!r}"
    if not 0 < quantity.value < 100_000 and quantity.unit != "points":
        yield f"{fact.id}: {quantity.value:g} {quantity.unit} is no quantity"


def _range(fact: Fact, quantity: Quantity) -> Iterator[str]:
    drug = read_data("doses")["drugs"].get(fact.concept)
    scale = read_data("scales")["scales"].get(fact.concept)
    span = drug["possible"] if drug and quantity.unit == "mg" else scale["range"] if scale else None
    if span is not None and not span[0] <= quantity.value <= span[1]:
        yield f"{fact.concept} {quantity.value:g} {quantity.unit}; possible from {span[0]} to {span[1]}"


def _time(fact: Fact, quantity: Quantity, case: Case) -> Iterator[str]:
    length = days(quantity)
    if length is None or fact.subject != "patient" or fact.status != "present":
        return
    if length > (case.person.age + 1) * 365.25:
        yield f"{fact.concept} for {quantity.value:g} {quantity.unit} at {case.person.age} years"
    rules = read_data("impossible")
    least, latency = rules["least_days"].get(case.code, 0), rules["greatest_latency_days"].get(case.code)
    if fact.concept == "illness-duration" and length < least:
        yield f"illness-duration of {length:.0f} days; {case.code} needs {least} or more"
    if fact.concept == "onset-latency" and latency is not None and length > latency:
        yield f"onset-latency of {length:.0f} days; {case.code} begins within six months of the event"
