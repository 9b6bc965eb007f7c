"""The rule language of criteria: a tree over concepts, answered from facts or from mentions alike.

Inner nodes are ``all``, ``any``, ``not`` and ``count`` (``{min, max}`` with ``of``); leaves are ``concept``,
``quantity``, ``onset_within``, ``scale``, ``age`` and ``together_within``. An answer is one of the four of a
vote, with the assertions that show it:

- a leaf is *present* or *absent* as documented, *unclear* where it is doubted or recorded as unknown;
- ``any`` is absent where something is denied and nothing else is said, ``all`` where one part is denied;
- ``not`` holds where its part is denied or not mentioned;
- ``count`` above its ``max`` is absent; below its ``min`` it is absent only if silence could not fill it; where
  what is doubted decides, it is unclear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from casewright.errors import InputError
from casewright.types import Answer
from casewright.vocabulary.assertions import Assertion, Finding
from casewright.vocabulary.leaves import (
    ILLNESS,
    LATENCY,
    find_age,
    find_concept,
    find_onset,
    find_quantity,
    find_scale,
    recent,
)
from casewright.vocabulary.quantities import as_quantity, days

__all__ = ["Assertion", "Finding", "as_quantity", "concepts_of", "days", "evaluate"]


def evaluate(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None = None) -> Finding:
    """Answers a ``finds`` tree.

    Args:
        tree: One node of the rule language.
        assertions: Facts of a case, or mentions found in a text.
        age: The patient's age in years, if known.

    Raises:
        InputError: the tree has a node that the language doesn't know.
        UnknownNameError: the tree names a concept that the vocabulary doesn't have.
    """
    name = _node(tree)
    if name == "age":
        return find_age(tree, age)
    if name in _INNER:
        return _INNER[name](tree, assertions, age)
    return _LEAVES[name](tree, assertions)


def concepts_of(tree: Mapping[str, Any]) -> frozenset[str]:
    """Every concept id that a tree names, or reads without naming it (what ``onset_within`` measures by)."""
    return frozenset(_named(tree))


def _named(tree: Mapping[str, Any]) -> Iterator[str]:
    for key, value in tree.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                yield from _named(item)
            elif key in ("concept", "name", "of"):
                yield str(item)
    if "onset_within" in tree:
        yield from (LATENCY, ILLNESS)


def _node(tree: Mapping[str, Any]) -> str:
    known = [key for key in tree if key in _INNER or key in _LEAVES or key == "age"]
    if len(known) != 1:
        allowed = ", ".join(sorted([*_INNER, *_LEAVES, "age"]))
        raise InputError(f"a node of finds needs exactly one of {allowed}; found {sorted(tree)!r}")
    return known[0]


def _children(parts: Iterable[Mapping[str, Any]], assertions: Sequence[Assertion], age: float | None) -> list[Finding]:
    return [evaluate(part, assertions, age) for part in parts]


def _with(findings: Iterable[Finding], *answers: Answer) -> tuple[Assertion, ...]:
    return tuple(item for finding in findings if finding.answer in answers for item in finding.shown_by)


def _any(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None) -> Finding:
    return _first(_children(tree["any"], assertions, age), ("present", "unclear", "absent"))


def _all(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None) -> Finding:
    return _first(_children(tree["all"], assertions, age), ("absent", "unclear", "not_mentioned", "present"))


def _first(findings: Sequence[Finding], order: Sequence[Answer]) -> Finding:
    answers = {finding.answer for finding in findings}
    answer: Answer = next((answer for answer in order if answer in answers), "not_mentioned")
    return Finding(answer, _with(findings, answer))


def _not(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None) -> Finding:
    inner = evaluate(tree["not"], assertions, age)
    turned: dict[Answer, Answer] = {"present": "absent", "absent": "present", "not_mentioned": "present"}
    return Finding(turned.get(inner.answer, "unclear"), inner.shown_by)


def _count(tree: Mapping[str, Any], assertions: Sequence[Assertion], age: float | None) -> Finding:
    return _counted(_children(tree["of"], assertions, age), tree["count"])


def _counted(findings: Sequence[Finding], limits: Mapping[str, int]) -> Finding:
    low, high = limits.get("min", 0), limits.get("max", len(findings))
    answers = [finding.answer for finding in findings]
    present, doubted = answers.count("present"), answers.count("unclear")
    if present > high:
        return Finding("absent", _with(findings, "present"))
    if low <= present and present + doubted <= high:
        return Finding("present", _with(findings, "present"))
    if present + doubted >= low:
        return Finding("unclear", _with(findings, "present", "unclear"))
    if present + doubted + answers.count("not_mentioned") < low:
        return Finding("absent", _with(findings, "absent"))
    return Finding("not_mentioned")


def _together(tree: Mapping[str, Any], assertions: Sequence[Assertion]) -> Finding:
    spec = tree["together_within"]
    now = recent(assertions, spec["within"])
    findings = [find_concept({"concept": name, "time": "any"}, now) for name in spec["of"]]
    return _counted(findings, {"min": spec["min"]})


_INNER = {"any": _any, "all": _all, "not": _not, "count": _count}
_LEAVES = {
    "concept": find_concept,
    "quantity": find_quantity,
    "onset_within": find_onset,
    "scale": find_scale,
    "together_within": _together,
}
