"""The key of a sheet: which arm's report, or which real note, an opaque id stands for. It never goes to raters"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from casewright.errors import InputError
from casewright.exams.labels.tabular import read_table, write_table
from casewright.hashing import content_hash
from casewright.types import Language

__all__ = ["RatedReport", "read_rating_key", "text_hash", "write_rating_key"]

QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "´": "'", "–": "-", "—": "-"}
"""What a spreadsheet may change by itself."""


class RatedReport(BaseModel):
    """One text of a sheet. It holds no text: of a real note only what names it in the file that it came from."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    opaque: str
    arm: str
    report: str
    pair: str
    code: str
    language: Language
    hash: str
    parrot: bool = False
    real: bool = False
    warning: str = ""
    """Of real notes: what must be minded."""


def text_hash(name: str, text: str) -> str:
    """Of the words of a text under its opaque id.

    Line ends, spaces and the shape of quotes don't count: spreadsheets change them.
    """
    plain = unicodedata.normalize("NFKC", "".join(QUOTES.get(letter, letter) for letter in text))
    return content_hash([name, re.sub(r"\s+", " ", plain).strip()])


def write_rating_key(path: Path, entries: Iterable[RatedReport]) -> None:
    """Writes a key as JSONL, readable by its owner alone.

    Raises:
        StorageError: the file can't be written.
    """
    write_table(path, tuple(RatedReport.model_fields), [entry.model_dump(mode="json") for entry in entries])
    path.chmod(0o600)


def read_rating_key(path: Path) -> Mapping[str, RatedReport]:
    """Entries by opaque id.

    Raises:
        InputError: it can't be read, is no key, or names an id twice.
    """
    found: dict[str, RatedReport] = {}
    for number, row in read_table(path):
        try:
            entry = RatedReport.model_validate(row)
        except ValidationError:
            raise InputError(f"{str(path)!r} is no key of a sheet of `casewright study sheet` (row {number})") from None
        if entry.opaque in found:
            raise InputError(f"{str(path)!r} names id {entry.opaque!r} twice (row {number})")
        found[entry.opaque] = entry
    if not found:
        raise InputError(f"{str(path)!r} is empty: the key of a sheet has a line for each of its texts")
    return found
