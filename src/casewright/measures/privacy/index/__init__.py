"""The overlap index: small, memory-mapped, exact. Start at `reference_index`, go on to `overlap`; files at `files`."""

from __future__ import annotations

from casewright.measures.privacy.index.changing import add_notes, remove_patient, rotate_key
from casewright.measures.privacy.index.files import describe_index, open_index, purge, write_index
from casewright.measures.privacy.index.info import IndexInfo
from casewright.measures.privacy.index.reference_index import ReferenceIndex

__all__ = [
    "IndexInfo",
    "ReferenceIndex",
    "add_notes",
    "describe_index",
    "open_index",
    "purge",
    "remove_patient",
    "rotate_key",
    "write_index",
]
