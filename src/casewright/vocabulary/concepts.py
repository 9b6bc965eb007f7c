"""Concept ids with what they may carry; no wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

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


@per_overlay
def concepts() -> Mapping[str, Concept]:
    """All concepts by id; those of an overlay folder stand in the place of ours.

    Raises:
        DocumentError: an id stands twice in one layer, or an entry can't be read.
    """
    found = dict(_ours())
    for layer in part_documents("vocabulary"):
        found |= _read_layer(layer)
    return found


@cache
def _ours() -> Mapping[str, Concept]:
    return _read_layer(parse_document(text, f"vocabulary/entries/{file}") for file, text in concept_files())


def _read_layer(documents: Iterable[Document]) -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for document in documents:
        for category, entries in document.data.items():
            for name, entry in entries.items():
                if name in found:
                    raise document.error(f"concept {name!r} stands in two places", (category, name))
                found[name] = _checked(document, name, category, entry or {})
    return found


def concept_files() -> Iterator[tuple[str, str]]:
    """Name and text of the files of concept ids, one a topic."""
    folder = files(__package__).joinpath("entries")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yaml"):
            yield item.name, item.read_text("utf-8")


def _read(name: str, category: Category, entry: Mapping[str, Any]) -> Concept:
    return Concept(
        name,
        category,
        quantity=tuple(entry.get("quantity", ())),
        severity=bool(entry.get("severity", False)),
        codes=tuple(entry.get("codes", ())),
        by=entry.get("by", "terms"),
    )


def concept(name: str) -> Concept:
    """One concept.

    Raises:
        UnknownNameError: no such concept; the nearest ids are named.
    """
    try:
        return concepts()[name]
    except KeyError:
        raise UnknownNameError("concept", name, concepts()) from None
