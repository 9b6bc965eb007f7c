"""The tree that code looks for, as lines of an outline; with a report, what it found for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casewright.types import Answer, Mention
from casewright.vocabulary.finds import evaluate

__all__ = ["FindsNode", "finds_of"]

INNER = ("all", "any", "not", "count")


@dataclass(frozen=True, slots=True)
class FindsNode:
    """A node in words. ``answer`` is what the report answers to it, ``shown`` where that stands (code points)."""

    says: str
    below: tuple[FindsNode, ...] = ()
    answer: Answer | None = None
    shown: tuple[tuple[int, int], ...] = field(default=())


def finds_of(
    tree: Mapping[str, Any], mentions: Sequence[Mention] | None = None, age: float | None = None
) -> FindsNode | None:
    """A criterion's tree; ``None`` where it says nothing to find.

    Args:
        tree: The criterion's ``finds``.
        mentions: What code found in a report; without them nothing is answered.
        age: The patient's age in years, if known.
    """
    return _node(tree, mentions, age) if tree else None


def _node(tree: Mapping[str, Any], mentions: Sequence[Mention] | None, age: float | None) -> FindsNode:
    found = None if mentions is None else evaluate(tree, mentions, age)
    shown = [one for one in found.shown_by if isinstance(one, Mention)] if found else []
    return FindsNode(
        says=_said(tree),
        below=tuple(_node(part, mentions, age) for part in _parts(tree)),
        answer=found.answer if found else None,
        shown=tuple(dict.fromkeys((one.start, one.end) for one in shown)),
    )


def _parts(tree: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "not" in tree:
        return [tree["not"]]
    if "count" in tree:
        return list(tree["of"])
    return [part for name in ("all", "any") for part in tree.get(name, ())]


def _said(tree: Mapping[str, Any]) -> str:
    if "all" in tree:
        return "all of"
    if "any" in tree:
        return "any of"
    if "not" in tree:
        return "not"
    if "count" in tree:
        return f"{_count(tree['count'])} of"
    return "; ".join(f"{name.replace('_', ' ')}: {_value(value)}" for name, value in tree.items())


def _count(limits: Mapping[str, int]) -> str:
    told = [f"at {'least' if name == 'min' else 'most'} {number}" for name, number in limits.items()]
    return " and ".join(told) or "any number"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')} {_value(item)}" for name, item in value.items())
    return ", ".join(map(_value, value)) if isinstance(value, list | tuple) else str(value)
