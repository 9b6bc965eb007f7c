"""The heading that is written above a section, and those that are recognised."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from casewright.errors import UnknownNameError
from casewright.overlays import per_overlay
from casewright.types import Language
from casewright.vocabulary.kinds.catalogue import kind as find_kind
from casewright.vocabulary.kinds.catalogue import kinds
from casewright.vocabulary.kinds.names import SECTIONS, fold_name, shared_names

__all__ = ["heading", "known_headings"]


def heading(section_id: str, language: Language, kind: str) -> str:
    """The heading we write above a section of a kind, without colon.

    Raises:
        UnknownNameError: no such section or kind.
    """
    if section_id not in SECTIONS:
        raise UnknownNameError("section", section_id, SECTIONS)
    for section in find_kind(kind).sections:
        if section.id == section_id:
            return section.names[language][0]
    return shared_names(section_id, language)[0]


@per_overlay("kinds")
def known_headings(language: Language, kind: str | None) -> Mapping[str, str]:
    """Section ids by folded name; a kind's own names win over those of other kinds."""
    known: dict[str, str] = {}
    first = [] if kind is None else [find_kind(kind)]
    for entry in (*first, *kinds().values()):
        for section in entry.sections:
            for name in section.names[language]:
                known.setdefault(fold_name(name), section.id)
    return MappingProxyType(known)
