"""The key of a blinded sheet: which report an opaque id stands for. It never goes to raters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from casewright.errors import InputError
from casewright.exams.labels.tabular import read_table, write_table
from casewright.types import Language

__all__ = ["KeyEntry", "read_key", "write_key"]


class KeyEntry(BaseModel):
    """One report of a sheet. ``why`` says by criterion why it was asked."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    opaque: str
    report: str
    text: str
    code: str
    system: str
    kind: str
    language: Language
    why: Mapping[str, str] = {}


def write_key(path: Path, entries: Iterable[KeyEntry]) -> None:
    """Writes a key as JSONL."""
    write_table(path, tuple(KeyEntry.model_fields), [entry.model_dump(mode="json") for entry in entries])


def read_key(path: Path) -> Mapping[str, KeyEntry]:
    """Entries by opaque id.

    Raises:
        InputError: it can't be read, or is no key.
    """
    found: dict[str, KeyEntry] = {}
    for number, row in read_table(path):
        try:
            entry = KeyEntry.model_validate(row)
        except ValidationError:
            raise InputError(f"{str(path)!r} is no key of a sheet (row {number})") from None
        found[entry.opaque] = entry
    if not found:
        raise InputError(f"{str(path)!r} is empty: the key of a sheet has a line for each of its reports")
    return found
