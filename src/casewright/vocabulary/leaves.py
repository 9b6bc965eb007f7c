"""The leaves of the rule language, each answered from assertions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.types import Answer
from casewright.vocabulary.assertions import Assertion, Finding, about, lasting, stands
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.quantities import ROUNDING, as_quantity, days, within

__all__ = ["ILLNESS", "LATENCY", "find_age", "find_concept", "find_onset", "find_quantity", "find_scale", "recent"]

LATENCY = "onset-latency"
ILLNESS = "illness-duration"


def find_concept(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    """A concept as asked: *present*; doubted or unknown: *unclear*; documented otherwise: *absent*."""
    answers = [(_answer(tree, item), item) for item in about(tree["concept"], tree, assertions)]
    order: tuple[Answer, ...] = ("present", "unclear", "absent")
    for answer in order:
        shown = tuple(item for found, item in answers if found == answer)
        if shown:
            return Finding(answer, shown)
    return Finding("not_mentioned")


def _answer(tree: Mapping[str, Any], item: Assertion) -> Answer:
    wanted, certainty = tree.get("status", "present"), tree.get("certainty", "confirmed")
    if item.status == "unknown":
        return "present" if wanted == "unknown" else "unclear"
    if certainty == "ruled_out":
        return "present" if stands(item) == "absent" else "absent"
    if item.certainty == "suspected" and item.status == "present" and certainty not in ("suspected", "any"):
        return "unclear"
    return _graded(tree, item) if stands(item) == wanted else "absent"


def _graded(tree: Mapping[str, Any], item: Assertion) -> Answer:
    """Another grade than the one asked denies it; no grade at all leaves the question open."""
    asked = tree.get("severity")
    if asked is None or stands(item) != "present":
        return "present"
    grades = asked if isinstance(asked, list) else [asked]
    if item.severity is None:
        return "not_mentioned"
    return "present" if item.severity in grades else "absent"


def find_quantity(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    """A quantity within its limits, of any of the concepts; others of them are *absent*."""
    spec = tree["quantity"]
    filters = {"time": "any", **spec}
    items = [item for name in _names(spec) for item in about(name, filters, assertions)]
    sure = [item for item in items if item.status == "present" and item.certainty == "confirmed"]
    held = [(item, _within(item, spec)) for item in sure if _graded(spec, item) == "present"]
    return _settle([(item, ok) for item, ok in held if ok is not None])


def _names(spec: Mapping[str, Any]) -> list[str]:
    return [spec["of"]] if isinstance(spec["of"], str) else list(spec["of"])


def _within(item: Assertion, spec: Mapping[str, Any]) -> bool | None:
    return None if item.quantity is None else within(item.quantity, spec.get("at_least"), spec.get("at_most"))


def _settle(held: Sequence[tuple[Assertion, bool]]) -> Finding:
    inside = tuple(item for item, ok in held if ok)
    if inside:
        return Finding("present", inside)
    return Finding("absent", tuple(item for item, _ in held)) if held else Finding("not_mentioned")


def find_scale(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    """A current score of a rating scale between two values, both included."""
    spec = tree["scale"]
    low, high = spec["between"]
    limits = {"at_least": f"{low} points", "at_most": f"{high} points"}
    return find_quantity({"quantity": {"of": spec["name"], "time": "current", **limits}}, assertions)


def find_onset(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    """Onset after an event and no later than the limit: as stated, or from how long ago both began.

    Where several events are told, one that fits is enough. Symptoms that were there before every event deny it.
    """
    spec = tree["onset_within"]
    told = find_quantity({"quantity": {"of": LATENCY, "at_most": spec["max"]}}, assertions)
    limit = days(as_quantity(spec["max"]))
    if told.answer != "not_mentioned" or limit is None:
        return told
    timed = [(length, item) for item in assertions if (length := lasting(item)) is not None]
    starts = [pair for pair in timed if pair[1].time != "past" and pair[1].concept in (*_names(spec), ILLNESS)]
    events = [pair for pair in timed if concept(pair[1].concept).category == "event"]
    if not starts or not events:
        return Finding("not_mentioned")
    since, start = max(starts, key=_length)
    return _settle_onset(since, start, events, limit)


def _settle_onset(since: float, start: Assertion, events: Sequence[tuple[float, Assertion]], limit: float) -> Finding:
    fitting = tuple(event for ago, event in events if -ROUNDING * ago <= ago - since <= limit * (1 + ROUNDING))
    if fitting:
        return Finding("present", (*fitting, start))
    return Finding("absent", (*(event for _, event in events), start))


def _length(pair: tuple[float, Assertion]) -> float:
    return pair[0]


def recent(assertions: Sequence[Assertion], limit: str) -> list[Assertion]:
    """What holds for the time before now that a limit spans: the present, a lifetime's denial, a dated past."""
    span = days(as_quantity(limit)) or 0.0
    return [item for item in assertions if _is_recent(item, span)]


def _is_recent(item: Assertion, span: float) -> bool:
    if item.time == "current" or (item.time == "lifetime" and stands(item) != "present"):
        return True
    length = lasting(item)
    return length is not None and length <= span * (1 + ROUNDING)


def find_age(tree: Mapping[str, Any], age: float | None) -> Finding:
    """An age in years between two values, both included; no assertion shows it."""
    if age is None:
        return Finding("not_mentioned")
    low, high = tree["age"]["between"]
    return Finding("present" if low <= age <= high else "absent")
