"""The form of a ``finds`` tree: its nodes, the concepts they name, the values they allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from casewright.errors import InputError
from casewright.rubrics.problems import REGEX_KEYS, Path, Problem, regex_problem, suggest
from casewright.types import Certainty, Severity, Source, Status, Subject, Time
from casewright.vocabulary.concepts import concept, concepts
from casewright.vocabulary.finds import as_quantity
from casewright.vocabulary.kinds import SECTIONS

__all__ = ["problems_of"]

_FILTERS: dict[str, tuple[str, ...]] = {
    "status": get_args(Status),
    "subject": (*get_args(Subject), "any"),
    "time": (*get_args(Time), "any"),
    "certainty": (*get_args(Certainty), "any"),
    "source": (*get_args(Source), "any"),
    "severity": get_args(Severity),
    "sections": tuple(SECTIONS),
}
_LISTS = frozenset({"source", "severity", "sections"})
_WHICH = tuple(key for key in _FILTERS if key not in ("status", "certainty"))


def problems_of(tree: Any, path: Path) -> Iterator[Problem]:
    """Everything wrong with a tree; ``path`` is where it stands in its document."""
    if not isinstance(tree, Mapping):
        yield Problem("finds", "a node of finds must be a mapping", path)
        return
    names = [key for key in tree if key in _NODES]
    patterns = sorted(REGEX_KEYS & tree.keys())
    if patterns:
        yield regex_problem(patterns[0], (*path, patterns[0]))
        return
    if len(names) != 1:
        yield _nodeless(tree, path)
        return
    check, companions = _NODES[names[0]]
    yield from _extra(tree, (names[0], *companions), path)
    yield from check(tree, path)


def _nodeless(tree: Mapping[str, Any], path: Path) -> Problem:
    near = [hit for key in tree for hit in get_close_matches(key, _NODES, n=1)]
    hint = f"; did you mean {near[0]!r}?" if near else ""
    message = f"a node of finds needs exactly one of {', '.join(sorted(_NODES))}; found {sorted(tree)}{hint}"
    return Problem("finds", message, path)


def _extra(tree: Mapping[str, Any], allowed: tuple[str, ...], path: Path) -> Iterator[Problem]:
    for key in tree:
        if key not in allowed:
            yield Problem("key", f"unknown key {key!r}{suggest(key, allowed)}", (*path, key))


def _parts(key: str) -> Callable[[Mapping[str, Any], Path], Iterator[Problem]]:
    def check(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
        parts = tree.get(key)
        if not isinstance(parts, list) or not parts:
            yield Problem("finds", f"{key!r} needs a list of nodes", (*path, key))
            return
        for index, part in enumerate(parts):
            yield from problems_of(part, (*path, key, index))

    return check


def _not(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    yield from problems_of(tree["not"], (*path, "not"))


def _count(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    spec = tree["count"]
    here = (*path, "count")
    if not isinstance(spec, Mapping) or not spec:
        yield Problem("finds", "'count' needs min, max or both", here)
        return
    yield from _extra(spec, ("min", "max"), here)
    if any(not isinstance(value, int) or isinstance(value, bool) or value < 0 for value in spec.values()):
        yield Problem("finds", "min and max of 'count' are whole numbers from 0", here)
    elif spec.get("min", 0) > spec.get("max", spec.get("min", 0)):
        yield Problem("finds", f"min {spec['min']} of 'count' is above max {spec['max']}", here)
    elif isinstance(tree.get("of"), list) and spec.get("min", 0) > len(tree["of"]):
        yield Problem("finds", f"min {spec['min']} of 'count' is more than the {len(tree['of'])} parts", here)
    yield from _parts("of")(tree, path)


def _concept(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    yield from _named(tree["concept"], (*path, "concept"))
    yield from _filters(tree, path)


def _quantity(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    spec, here = tree["quantity"], (*path, "quantity")
    yield from _spec(spec, ("of",), ("at_least", "at_most", *_WHICH), here)
    if isinstance(spec, Mapping):
        yield from _limits(spec, ("at_least", "at_most"), here)
        yield from _filters(spec, here)
        if not spec.keys() & {"at_least", "at_most"}:
            yield Problem("finds", "'quantity' needs at_least, at_most or both", here)


def _onset(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    spec, here = tree["onset_within"], (*path, "onset_within")
    yield from _spec(spec, ("of", "max"), (), here)
    if isinstance(spec, Mapping):
        yield from _limits(spec, ("max",), here)


def _together(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    spec, here = tree["together_within"], (*path, "together_within")
    yield from _spec(spec, ("of", "within", "min"), (), here)
    if isinstance(spec, Mapping):
        yield from _limits(spec, ("within",), here)
        if not isinstance(spec.get("min"), int):
            yield Problem("finds", "'min' is a whole number", here)


def _scale(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    spec, here = tree["scale"], (*path, "scale")
    yield from _spec(spec, ("name", "between"), (), here)
    if isinstance(spec, Mapping):
        yield from _between(spec, here)
        name = str(spec.get("name"))
        if name in concepts() and concept(name).category != "scale":
            yield Problem("concept", f"{name!r} is no rating scale", (*here, "name"))


def _age(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    spec, here = tree["age"], (*path, "age")
    yield from _spec(spec, ("between",), (), here)
    if isinstance(spec, Mapping):
        yield from _between(spec, here)


def _spec(spec: Any, needed: tuple[str, ...], more: tuple[str, ...], path: Path) -> Iterator[Problem]:
    if not isinstance(spec, Mapping):
        yield Problem("finds", f"{path[-1]!r} needs a mapping with {', '.join(needed)}", path)
        return
    yield from _extra(spec, (*needed, *more), path)
    for key in needed:
        if key not in spec:
            yield Problem("finds", f"{path[-1]!r} needs {key!r}", path)
    for key in ("of", "name"):
        if key in spec:
            yield from _named(spec[key], (*path, key))


def _between(spec: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    ends = spec.get("between")
    if isinstance(ends, list) and len(ends) == 2 and all(type(end) in (int, float) for end in ends):
        low, high = ends
    else:
        low, high = 1, 0
    if low > high:
        yield Problem("finds", f"'between' needs two numbers, the lower first; found {ends!r}", path)


def _limits(spec: Mapping[str, Any], keys: tuple[str, ...], path: Path) -> Iterator[Problem]:
    for key in keys:
        if key in spec:
            try:
                as_quantity(str(spec[key]))
            except InputError as error:
                yield Problem("finds", str(error), (*path, key))


def _named(value: Any, path: Path) -> Iterator[Problem]:
    for name in value if isinstance(value, list) else [value]:
        if name not in concepts():
            yield Problem("concept", f"unknown concept {name!r}{suggest(str(name), concepts(), listed=False)}", path)


def _filters(tree: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    for key in tree.keys() & _FILTERS.keys():
        values = tree[key] if isinstance(tree[key], list) and key in _LISTS else [tree[key]]
        for value in values:
            if value not in _FILTERS[key]:
                yield Problem("finds", f"unknown {key} {value!r}{suggest(str(value), _FILTERS[key])}", (*path, key))


_NODES: dict[str, tuple[Callable[[Mapping[str, Any], Path], Iterator[Problem]], tuple[str, ...]]] = {
    "all": (_parts("all"), ()),
    "any": (_parts("any"), ()),
    "not": (_not, ()),
    "count": (_count, ("of",)),
    "concept": (_concept, tuple(_FILTERS)),
    "quantity": (_quantity, ()),
    "onset_within": (_onset, ()),
    "scale": (_scale, ()),
    "age": (_age, ()),
    "together_within": (_together, ()),
}
