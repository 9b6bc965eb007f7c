"""Concept ids with what they may carry; no wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from casewright.documents import Document, parse_document
from casewright.errors import UnknownNameError
from casewright.overlays import part_documents, per_overlay

__all__ = ["Category", "Concept", "QuantityKind", "concept", "concept_files", "concepts"]

Category = Literal[
    "symptom",
    "observation",
    "risk",
    "substance",
    "event",
    "function",
    "history",
    "physical",
    "medication",
    "treatment",
    "scale",
    "social",
    "diagnosis",
    "quality",
]
QuantityKind = Literal["duration", "dose", "points", "amount", "count", "change"]


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of the vocabulary: what may be said of it, never how it is said."""

    id: str
    category: Category
    quantity: tuple[QuantityKind, ...] = ()
    severity: bool = False
    codes: tuple[str, ...] = ()


@per_overlay("vocabulary")
def concepts() -> Mapping[str, Concept]:
    """All concepts by id; those of an overlay folder stand in the place of ours.

    Raises:
        DocumentError: an id stands twice in one layer, or an entry can't be read.
    """
    found = dict(_ours())
    for layer in part_documents("vocabulary"):
        found.update(_read_layer(layer))
    return found


@cache
def _ours() -> Mapping[str, Concept]:
    return _read_layer(parse_document(text, f"vocabulary/entries/{file}") for file, text in concept_files())


def _read_layer(documents: Iterable[Document]) -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for document in documents:
        for category, name, entry in _entries(document):
            if name in found:
                raise document.error(f"concept {name!r} stands in two places", (category, name))
            found[name] = _read(document, category, name, entry or {})
    return found


def _entries(document: Document) -> Iterator[tuple[Category, str, Any]]:
    if not isinstance(document.data, Mapping):
        raise document.error("a file of concept ids maps categories to ids")
    for category, entries in document.data.items():
        if category not in get_args(Category):
            allowed = ", ".join(get_args(Category))
            raise document.error(f"unknown category {category!r} (allowed: {allowed})", (category,))
        if not isinstance(entries, Mapping):
            raise document.error(f"category {category!r} maps ids to what they may carry", (category,))
        yield from ((category, name, entry) for name, entry in entries.items())


def concept_files() -> Iterator[tuple[str, str]]:
    """Name and text of the files of concept ids, one a topic."""
    folder = files(__package__).joinpath("entries")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yaml"):
            yield item.name, item.read_text("utf-8")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    quantity: tuple[QuantityKind, ...] = ()
    severity: bool = False
    codes: tuple[str, ...] = ()


def _read(document: Document, category: Category, name: str, entry: Any) -> Concept:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", name):
        raise document.error(f"concept id {name!r} is refused: small letters, digits and hyphens", (category, name))
    try:
        told = _Entry.model_validate(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = ".".join(map(str, first["loc"]))
        raise document.error(f"concept {name!r}: {at or 'entry'}: {first['msg']}", (category, name)) from None
    return Concept(name, category, told.quantity, told.severity, told.codes)


def concept(name: str) -> Concept:
    """One concept.

    Raises:
        UnknownNameError: no such concept; the nearest ids are named.
    """
    try:
        return concepts()[name]
    except KeyError:
        raise UnknownNameError("concept", name, concepts()) from None
