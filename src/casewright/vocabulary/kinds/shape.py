"""What a kind of document holds, and the form of the file that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from casewright.documents import Document
from casewright.types import Language, Subject
from casewright.vocabulary.kinds.names import SECTIONS, shared_names

__all__ = ["Kind", "KindSection", "read_kind"]

LANGUAGES: tuple[Language, ...] = get_args(Language)


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


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _SectionEntry(_Entry):
    required: bool = False
    en: tuple[str, ...] = ()
    es: tuple[str, ...] = ()


class _KindEntry(_Entry):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
    states_diagnosis: bool
    registers: Annotated[tuple[Literal["telegraphic", "narrative"], ...], Field(min_length=1)]
    informants: tuple[Subject | Literal["record"], ...]
    words: dict[Language, tuple[int, int]]
    source: str
    sections: Annotated[dict[str, _SectionEntry], Field(min_length=1)]


def read_kind(document: Document) -> Kind:
    """The kind that a document states.

    Raises:
        DocumentError: it is no kind, with line and column.
    """
    try:
        entry = _KindEntry.model_validate(document.data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = tuple(part for part in first["loc"] if isinstance(part, str | int))
        raise document.error(f"{'.'.join(map(str, path)) or 'kind'}: {first['msg']}", path) from None
    for language in LANGUAGES:
        low, high = entry.words.get(language, (1, 0))
        if not 0 < low <= high:
            raise document.error(f"words needs {language!r}: [least, most], both above 0", ("words",))
    sections = tuple(_section(document, name, told) for name, told in entry.sections.items())
    data: dict[str, Any] = {"words": MappingProxyType(entry.words), "sections": sections}
    return Kind(
        id=entry.id,
        registers=entry.registers,
        informants=entry.informants,
        states_diagnosis=entry.states_diagnosis,
        source=entry.source,
        **data,
    )


def _section(document: Document, name: str, entry: _SectionEntry) -> KindSection:
    if name not in SECTIONS:
        raise document.error(f"unknown section {name!r}; known: {', '.join(SECTIONS)}", ("sections", name))
    own: Mapping[Language, tuple[str, ...]] = {"en": entry.en, "es": entry.es}
    names = {language: tuple(dict.fromkeys((*own[language], *shared_names(name, language)))) for language in LANGUAGES}
    return KindSection(name, entry.required, MappingProxyType(names))
