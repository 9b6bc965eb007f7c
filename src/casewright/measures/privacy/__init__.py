"""Copies of a reference corpus, and identifiers. Only this room ever holds reference text."""

from __future__ import annotations

from casewright.measures.privacy.identifier_pool import IdentifierPool
from casewright.measures.privacy.identifiers import find_identifiers
from casewright.measures.privacy.identifiers_presidio import find_with_presidio, presidio_versions
from casewright.measures.privacy.index import (
    IndexInfo,
    ReferenceIndex,
    add_notes,
    describe_index,
    open_index,
    purge,
    remove_patient,
    rotate_key,
    write_index,
)
from casewright.measures.privacy.limits import ScreenLimits
from casewright.measures.privacy.name_lists import names_version
from casewright.measures.privacy.policy import IdentifierPolicy
from casewright.measures.privacy.reference import ReferenceNote, ReferenceNotes, iter_reference, read_reference
from casewright.measures.privacy.spans import mask
from casewright.measures.privacy.verdicts import add_examples, identifier_reasons, overlap_reasons

__all__ = [
    "IdentifierPolicy",
    "IdentifierPool",
    "IndexInfo",
    "ReferenceIndex",
    "ReferenceNote",
    "ReferenceNotes",
    "ScreenLimits",
    "add_examples",
    "add_notes",
    "describe_index",
    "find_identifiers",
    "find_with_presidio",
    "identifier_reasons",
    "iter_reference",
    "mask",
    "names_version",
    "open_index",
    "overlap_reasons",
    "presidio_versions",
    "purge",
    "read_reference",
    "remove_patient",
    "rotate_key",
    "write_index",
]
