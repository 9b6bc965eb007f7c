"""Reads a rubric document into its schema; each error stands at its line and names the nearest right key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from casewright.documents import Document
from casewright.errors import DocumentError
from casewright.rubrics.finds_form import problems_of
from casewright.rubrics.problems import REGEX_KEYS, Path, Problem, regex_problem, suggest
from casewright.rubrics.schema import RubricEntry
from casewright.vocabulary.kinds import kinds

__all__ = ["RubricFile", "form_problems", "read_rubric"]


@dataclass(frozen=True, slots=True)
class RubricFile:
    """A rubric as one file states it, before inheritance."""

    entry: RubricEntry
    document: Document

    @property
    def id(self) -> str:
        return self.entry.id

    def error(self, message: str, path: Path = (), rule: str | None = None) -> DocumentError:
        """An error at a place of this file."""
        return self.document.error(message, path, rule)


def read_rubric(document: Document) -> RubricFile:
    """The rubric that a document states.

    Raises:
        DocumentError: the first thing wrong with its form, with line and column.
    """
    for problem in form_problems(document):
        raise document.error(problem.message, problem.path, problem.rule)
    return RubricFile(RubricEntry.model_validate(document.data), document)


def form_problems(document: Document) -> Iterator[Problem]:
    """Everything wrong with the form of one rubric file, by its place in the document."""
    try:
        entry = RubricEntry.model_validate(document.data)
    except ValidationError as error:
        yield from (_problem(detail) for detail in error.errors(include_url=False))
        return
    for name, criterion in entry.criteria.items():
        yield from _of_kinds(criterion.kinds or (), ("criteria", name, "kinds"))
        if criterion.finds:
            yield from problems_of(criterion.finds, ("criteria", name, "finds"))
    for index, golden in enumerate(entry.goldens):
        yield from _of_kinds((golden.kind,), ("goldens", index))
    if entry.status != "draft" and entry.reviewed is None:
        yield Problem("review", f"status {entry.status!r} needs 'reviewed' with role and date", ("status",))


def _of_kinds(named: Iterable[str], path: Path) -> Iterator[Problem]:
    for kind in named:
        if kind not in kinds():
            yield Problem("kind", f"unknown kind {kind!r}{suggest(kind, kinds())}", path)


_RULES = {
    ("version", "string_pattern_mismatch"): "version",
    ("version", "string_type"): "version",
    ("weight", "greater_than_equal"): "weight",
}


def _problem(detail: ErrorDetails) -> Problem:
    path = tuple(part for part in detail["loc"] if part not in ("int", "float", "[key]"))
    name = str(path[-1]) if path else "document"
    if detail["type"] == "extra_forbidden" and name in REGEX_KEYS:
        return regex_problem(name, path)
    if detail["type"] == "extra_forbidden":
        return Problem("key", f"unknown key {name!r}{suggest(name, _keys_at(path[:-1]))}", path)
    if detail["type"] == "missing":
        return Problem("missing", f"{name!r} is missing", path[:-1])
    rule = _RULES.get((name, detail["type"]), "form")
    if rule == "version":
        return Problem(rule, f"version {detail['input']!r} is no semantic version such as 1.0.0", path)
    if rule == "weight":
        return Problem(rule, f"weight {detail['input']!r} is negative", path)
    return Problem(rule, f"{name}: {_short(detail['input'])} is refused; {_wish(detail)}", path)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _wish(detail: ErrorDetails) -> str:
    if detail["type"] != "literal_error":
        return detail["msg"]
    allowed = [part.strip(" '") for part in detail["ctx"]["expected"].replace(" or ", ",").split(",")]
    return f"not allowed{suggest(str(detail['input']), allowed)}"


def _keys_at(path: Path) -> tuple[str, ...]:
    """Keys that the mapping at this place of a rubric file may have."""
    annotation: Any = RubricEntry
    for part in path:
        annotation = _inside(annotation, part)
    return tuple(annotation.model_fields) if _is_model(annotation) else ()


def _inside(annotation: Any, part: str | int) -> Any:
    """What stands at a key of a model, or at any key or index of a ``dict[K, V]`` or ``list[V]``."""
    if not _is_model(annotation):
        return get_args(annotation)[-1]
    inside = annotation.model_fields[part].annotation
    return (
        next((one for one in get_args(inside) if _is_model(one)), inside) if type(None) in get_args(inside) else inside
    )


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
