"""The six kinds of document, each read from its YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from casewright.documents import Document, parse_document
from casewright.errors import UnknownNameError
from casewright.types import Language
from casewright.vocabulary.kinds.names import SECTIONS, shared_names

__all__ = ["KINDS", "Kind", "KindSection", "kind", "kinds"]

KINDS = ("emergency", "intake", "mental-status", "consultation", "progress", "discharge")
LANGUAGES: tuple[Language, ...] = ("en", "es")


@dataclass(frozen=True, slots=True)
class KindSection:
    """A section that a kind may hold; of its names the first is written, all are recognised."""

    id: str
    required: bool
    names: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a sort of document holds, in the order in which it is written."""

    id: str
    sections: tuple[KindSection, ...]
    words: Mapping[Language, tuple[int, int]]
    """Least and most words of a whole report, headings included."""
    registers: tuple[str, ...]
    """``telegraphic`` or ``narrative``, the usual one first."""
    informants: tuple[str, ...]
    """Who may be cited: subjects of the vocabulary, or ``record``."""
    states_diagnosis: bool
    source: str


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by id."""
    return MappingProxyType({name: _load(name) for name in KINDS})


def kind(name: str) -> Kind:
    """One kind.

    Raises:
        UnknownNameError: no such kind; the nearest names are listed.
    """
    if name not in KINDS:
        raise UnknownNameError("kind", name, KINDS)
    return kinds()[name]


def _load(name: str) -> Kind:
    text = files(__package__).joinpath(f"{name}.yaml").read_text("utf-8")
    document = parse_document(text, f"vocabulary/kinds/{name}.yaml")
    data = document.data
    return Kind(
        id=data["id"],
        sections=tuple(_section(document, key, entry) for key, entry in data["sections"].items()),
        words=MappingProxyType({language: _pair(data["words"][language]) for language in LANGUAGES}),
        registers=tuple(data["registers"]),
        informants=tuple(data["informants"]),
        states_diagnosis=data["states_diagnosis"],
        source=data["source"],
    )


def _pair(value: list[int]) -> tuple[int, int]:
    low, high = value
    return low, high


def _section(document: Document, name: str, entry: Mapping[str, Any]) -> KindSection:
    if name not in SECTIONS:
        raise document.error(f"unknown section {name!r}; known: {', '.join(SECTIONS)}", ("sections", name))
    names = {language: _unique(entry.get(language, ()), shared_names(name, language)) for language in LANGUAGES}
    return KindSection(name, bool(entry.get("required", False)), MappingProxyType(names))


def _unique(own: list[str] | tuple[str, ...], shared: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*own, *shared)))
