"""The rule language of criteria: a tree over concepts, answered from facts or from mentions alike.

Inner nodes are ``all``, ``any``, ``not`` and ``count`` (``{min, max}`` with ``of``); leaves are ``concept``,
``quantity``, ``onset_within``, ``scale``, ``age`` and ``together_within``. An answer is one of the four of a
vote, with the assertions that show it:

- a leaf is *present* or *absent* as documented, *unclear* where it is doubted or recorded as unknown;
- ``any`` is absent where something is denied and nothing else is said, ``all`` where one part is denied;
- ``not`` holds where its part is denied or not mentioned;
- ``count`` above its ``max`` is absent; below its ``min`` it is absent only if silence could not fill it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from casewright.errors import InputError
from casewright.types import Answer, Certainty, Quantity, Severity, Source, Status, Subject, Time
from casewright.vocabulary.concepts import concept

__all__ = ["Assertion", "Finding", "as_quantity", "concepts_of", "days", "evaluate"]

TIMELESS = frozenset({"event", "history", "social", "physical"})
DAYS = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}


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


def evaluate(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None = None) -> Finding:
    """Answers a ``finds`` tree.

    Args:
        tree: One node of the rule language.
        assertions: Facts of a case, or mentions found in a text.
        age: The patient's age in years, if known.

    Raises:
        InputError: the tree has a node that the language doesn't know.
    """
    name = _node(tree)
    inner = _INNER.get(name)
    if inner is not None:
        return inner(tree, assertions, age)
    if name == "age":
        return _age(tree["age"], age)
    return _LEAVES[name](tree, assertions)


def concepts_of(tree: Mapping[str, Any]) -> frozenset[str]:
    """Every concept id that a tree names."""
    found: set[str] = set()
    for key, value in tree.items():
        if key in ("concept", "name"):
            found.add(str(value))
        elif key == "of" and not (isinstance(value, list) and any(isinstance(item, Mapping) for item in value)):
            found.update([value] if isinstance(value, str) else value)
        else:
            parts = value if isinstance(value, list) else [value]
            found.update(*(concepts_of(part) for part in parts if isinstance(part, Mapping)))
    return frozenset(found)


def as_quantity(text: str) -> Quantity:
    """Reads a limit such as ``2 weeks`` or ``30 points``.

    Raises:
        InputError: not a number and a unit.
    """
    value, _, unit = text.strip().partition(" ")
    unit = unit if unit.endswith("s") or "_" in unit or unit in ("mg", "kg") else unit + "s"
    try:
        return Quantity(float(value), unit)
    except ValueError:
        raise InputError(f"{text!r} is no quantity; write a number and a unit, such as '2 weeks'") from None


def days(quantity: Quantity) -> float | None:
    """A duration in days (months of 30.4375, years of 365.25), or ``None`` for another kind of quantity."""
    factor = DAYS.get(quantity.unit)
    return None if factor is None else quantity.value * factor


def _node(tree: Mapping[str, Any]) -> str:
    known = [key for key in tree if key in _INNER or key in _LEAVES or key == "age"]
    if len(known) != 1:
        allowed = ", ".join(sorted([*_INNER, *_LEAVES, "age"]))
        raise InputError(f"a node of finds needs exactly one of {allowed}; found {sorted(tree)!r}")
    return known[0]


def _children(parts: Iterable[Mapping[str, Any]], assertions: Sequence[Assertion], age: float | None) -> list[Finding]:
    return [evaluate(part, assertions, age) for part in parts]


def _with(findings: Iterable[Finding], answer: Answer) -> tuple[Assertion, ...]:
    return tuple(item for finding in findings if finding.answer == answer for item in finding.shown_by)


def _any(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None) -> Finding:
    findings = _children(tree["any"], assertions, age)
    return _first(findings, ("present", "unclear", "absent"))


def _all(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None) -> Finding:
    findings = _children(tree["all"], assertions, age)
    return _first(findings, ("absent", "unclear", "not_mentioned", "present"))


def _first(findings: Sequence[Finding], order: Sequence[Answer]) -> Finding:
    answers = {finding.answer for finding in findings}
    answer: Answer = next((answer for answer in order if answer in answers), "not_mentioned")
    return Finding(answer, _with(findings, answer))


def _not(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None) -> Finding:
    inner = evaluate(tree["not"], assertions, age)
    turned: dict[Answer, Answer] = {"present": "absent", "absent": "present", "not_mentioned": "present"}
    return Finding(turned.get(inner.answer, "unclear"), inner.shown_by)


def _count(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None) -> Finding:
    findings = _children(tree["of"], assertions, age)
    low, high = tree["count"].get("min", 0), tree["count"].get("max", len(findings))
    answers = [finding.answer for finding in findings]
    present, unclear = answers.count("present"), answers.count("unclear")
    shown = _with(findings, "present")
    if present > high:
        return Finding("absent", shown)
    if present >= low:
        return Finding("present", shown)
    if present + unclear >= low:
        return Finding("unclear", shown + _with(findings, "unclear"))
    possible = present + unclear + answers.count("not_mentioned")
    return Finding("absent", _with(findings, "absent")) if possible < low else Finding("not_mentioned")


def _matching(tree: Mapping[str, Any], name: str, assertions: Sequence[Assertion]) -> list[Assertion]:
    default_time = "any" if concept(name).category in TIMELESS else "current"
    time, subject = tree.get("time", default_time), tree.get("subject", "patient")
    return [
        item
        for item in assertions
        if item.concept == name
        and (subject == "any" or item.subject == subject)
        and (time == "any" or item.time in (time, "lifetime"))
        and _among(item.source, tree.get("source"))
        and _among(item.section, tree.get("sections"))
        and (item.status != "present" or _among(item.severity, tree.get("severity")))
    ]


def _among(value: object, allowed: object) -> bool:
    return allowed is None or allowed == "any" or value == allowed or (isinstance(allowed, list) and value in allowed)


def _concept(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    items = _matching(tree, tree["concept"], assertions)
    wanted, certainty = tree.get("status", "present"), tree.get("certainty", "confirmed")
    answers = [(_leaf_answer(item, wanted, certainty), item) for item in items]
    order: tuple[Answer, ...] = ("present", "unclear", "absent")
    for answer in order:
        shown = tuple(item for found, item in answers if found == answer)
        if shown:
            return Finding(answer, shown)
    return Finding("not_mentioned")


def _leaf_answer(item: Assertion, wanted: str, certainty: str) -> Answer:
    if item.status == "unknown":
        return "present" if wanted == "unknown" else "unclear"
    if item.certainty == "suspected" and item.status == "present":
        return "present" if certainty in ("suspected", "any") else "unclear"
    status = "absent" if item.certainty == "ruled_out" else item.status
    return "present" if status == wanted else "absent"


def _quantity(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    spec = tree["quantity"]
    names = [spec["of"]] if isinstance(spec["of"], str) else spec["of"]
    items = [
        item
        for name in names
        for item in _matching({"time": "any", **spec}, name, assertions)
        if item.quantity is not None and item.status == "present" and item.certainty == "confirmed"
    ]
    held = [(item, _within(item.quantity, spec.get("at_least"), spec.get("at_most"))) for item in items]
    return _settle([(item, ok) for item, ok in held if ok is not None])


def _settle(held: Sequence[tuple[Assertion, bool]]) -> Finding:
    inside = tuple(item for item, ok in held if ok)
    if inside:
        return Finding("present", inside)
    return Finding("absent", tuple(item for item, _ in held)) if held else Finding("not_mentioned")


def _within(quantity: Quantity | None, low: str | None, high: str | None) -> bool | None:
    if quantity is None:
        return None
    value, unit = days(quantity), "days"
    if value is None:
        value, unit = quantity.value, quantity.unit
    limits = [(as_quantity(text), sign) for text, sign in ((low, 1), (high, -1)) if text is not None]
    for limit, sign in limits:
        bound = days(limit) if unit == "days" else (limit.value if limit.unit == unit else None)
        if bound is None:
            return None
        if sign * (value - bound) < -1e-9:
            return False
    return True


def _onset_within(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    spec = tree["onset_within"]
    told = _quantity({"quantity": {"of": "onset-latency", "at_most": spec["max"]}}, assertions)
    if told.answer != "not_mentioned":
        return told
    limit = days(as_quantity(spec["max"]))
    names = [spec["of"]] if isinstance(spec["of"], str) else spec["of"]
    events = [item for item in assertions if concept(item.concept).category == "event" and _lasting(item) is not None]
    starts = [
        item for item in assertions if item.concept in (*names, "illness-duration") and _lasting(item) is not None
    ]
    if not events or not starts or limit is None:
        return Finding("not_mentioned")
    event, start = max(events, key=_length), max(starts, key=_length)
    gap = _length(event) - _length(start)
    return Finding("present" if gap <= limit else "absent", (event, start))


def _lasting(item: Assertion) -> float | None:
    if item.quantity is None or item.status != "present" or item.subject != "patient":
        return None
    return days(item.quantity)


def _length(item: Assertion) -> float:
    return _lasting(item) or 0.0


def _scale(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    spec = tree["scale"]
    low, high = spec["between"]
    bounds = {"at_least": f"{low} points", "at_most": f"{high} points"}
    return _quantity({"quantity": {"of": spec["name"], "time": "current", **bounds}}, assertions)


def _together_within(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    spec = tree["together_within"]
    limit = days(as_quantity(spec["within"]))
    recent = [item for item in assertions if item.time != "past" or (limit is not None and _length(item) <= limit > 0)]
    parts = [{"concept": name, "time": "any"} for name in spec["of"]]
    return _count({"count": {"min": spec["min"]}, "of": parts}, recent, None)


def _age(spec: Mapping[str, Any], age: float | None) -> Finding:
    if age is None:
        return Finding("not_mentioned")
    low, high = spec["between"]
    return Finding("present" if low <= age <= high else "absent")


_INNER = {"any": _any, "all": _all, "not": _not, "count": _count}
_LEAVES = {
    "concept": _concept,
    "quantity": _quantity,
    "onset_within": _onset_within,
    "scale": _scale,
    "together_within": _together_within,
}
