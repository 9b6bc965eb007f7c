"""The term files: which wording stands for which concept, which for its absence, and which only looks like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from casewright.documents import Document, parse_document
from casewright.errors import InputError
from casewright.overlays import part_documents, per_overlay
from casewright.rubrics.matching.terms import Sequence, parse_term
from casewright.types import Language, Severity
from casewright.vocabulary.concepts import concepts

__all__ = ["ConceptTerm", "Use", "concept_terms", "our_term_files", "read_terms"]

Use = Literal["present", "absent", "mask"]
_KEYS = (*get_args(Language), "absent", "graded", "mask", "replaces")


@dataclass(frozen=True, slots=True)
class ConceptTerm:
    """One term of a concept in a language."""

    concept: str
    use: Use
    language: Language
    pattern: Sequence
    text: str
    severity: Severity | None = None
    """The grade that the wording has by itself: *unable to work* is severe."""


def read_terms(documents: Iterable[Document]) -> tuple[ConceptTerm, ...]:
    """The terms of term files.

    Raises:
        DocumentError: an unknown concept or key, a concept in two files, or a term that doesn't parse.
    """
    found: list[ConceptTerm] = []
    seen: dict[str, str] = {}
    for document in documents:
        for name, entry in _mapping(document, document.data, ()).items():
            if name not in concepts():
                raise document.error(f"unknown concept {name!r}{_near(name, concepts())}", (name,))
            if name in seen:
                raise document.error(f"concept {name!r} stands in {seen[name]} too", (name,))
            seen[name] = document.source
            found.extend(_entry(document, name, _mapping(document, entry, (name,))))
    return tuple(found)


@per_overlay("concepts", "vocabulary")
def concept_terms() -> tuple[ConceptTerm, ...]:
    """The terms in force: ours and those of overlay folders.

    An entry adds to the terms below it; one with ``replaces: true`` stands in their place.

    Raises:
        DocumentError: a term file of an overlay folder can't be used.
    """
    terms = _ours()
    for layer in part_documents("concepts"):
        own = read_terms(layer)
        replaced = {name for document in layer for name, entry in document.data.items() if _replaces(entry)}
        terms = (*(term for term in terms if term.concept not in replaced), *own)
    return terms


@cache
def _ours() -> tuple[ConceptTerm, ...]:
    return read_terms(parse_document(text, f"rubrics/concepts/{name}") for name, text in our_term_files())


def our_term_files() -> Iterator[tuple[str, str]]:
    """Name and text of the term files that ship with us."""
    folder = files("casewright.rubrics").joinpath("concepts")
    if folder.is_dir():
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.name.endswith(".yaml"):
                yield item.name, item.read_text("utf-8")


def _replaces(entry: Any) -> bool:
    return isinstance(entry, Mapping) and entry.get("replaces") is True


def _entry(document: Document, name: str, entry: Mapping[str, Any]) -> Iterator[ConceptTerm]:
    for key, value in entry.items():
        if key in get_args(Language):
            yield from _list(document, name, "present", key, value, (name, key))
        elif key in ("absent", "mask"):
            for language, listed in _mapping(document, value, (name, key)).items():
                yield from _list(document, name, key, language, listed, (name, key, language))
        elif key == "graded":
            yield from _graded(document, name, _mapping(document, value, (name, key)))
        elif key != "replaces":
            raise document.error(f"unknown key {key!r}{_near(key, _KEYS)}; allowed: {', '.join(_KEYS)}", (name, key))


def _graded(document: Document, name: str, grades: Mapping[str, Any]) -> Iterator[ConceptTerm]:
    for grade, languages in grades.items():
        if grade not in get_args(Severity):
            allowed = ", ".join(get_args(Severity))
            raise document.error(f"unknown grade {grade!r}; allowed: {allowed}", (name, "graded", grade))
        place = (name, "graded", grade)
        for language, listed in _mapping(document, languages, place).items():
            for term in _list(document, name, "present", language, listed, (*place, language)):
                yield replace(term, severity=grade)  # type: ignore[arg-type]


def _list(
    document: Document, name: str, use: Any, language: Any, listed: Any, path: tuple[str | int, ...]
) -> Iterator[ConceptTerm]:
    if language not in get_args(Language):
        raise document.error(f"unknown language {language!r}; allowed: {', '.join(get_args(Language))}", path)
    if not isinstance(listed, list):
        raise document.error("terms are a list of texts", path)
    for index, text in enumerate(listed):
        try:
            yield ConceptTerm(name, use, language, parse_term(str(text)), str(text))
        except InputError as error:
            raise document.error(str(error), (*path, index)) from None


def _mapping(document: Document, value: Any, path: tuple[str | int, ...]) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise document.error("a mapping is needed here", path)
    return value


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=3)
    return f"; nearest: {', '.join(near)}" if near else ""
