"""Real notes with their codes, for resemblance, populations and usefulness; no error shows anything of them"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.measures.diversity.tongue import STOP_WORDS
from casewright.measures.privacy.rows import list_fields, read_rows
from casewright.measures.words import list_words
from casewright.runs.set_sources import guarded
from casewright.runs.tracing import refuse_tracing
from casewright.studies.material import RealNote
from casewright.types import Language

__all__ = ["RealFields", "RealNotesFile", "read_real"]

MAX_TEXT = 200_000
CODE = re.compile(r"[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.IGNORECASE)
SPLIT = re.compile(r"[\s,;|]+")
TONGUES: Mapping[str, Language] = {"en": "en", "eng": "en", "english": "en", "es": "es", "spa": "es", "spanish": "es"}


@dataclass(frozen=True, slots=True)
class RealFields:
    """Names of the fields of a file of real notes; ``None`` where it has none.

    Attributes:
        text: The note.
        code: Its ICD-10 code, or several in a list or between commas or spaces.
        language: ``en``, ``es`` or longer tags of either (``es-MX``); by default, each note's words tell.
        group: The patient, or whatever must not be split between training and test.
        id: The note's id; by default the row's number.
    """

    text: str = "text"
    code: str | None = None
    language: str | None = None
    group: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class RealNotesFile:
    """What a file of real notes held.

    Attributes:
        notes: Those that can be used.
        said: What could not be read, or lacks, in sentences without content.
    """

    notes: tuple[RealNote, ...]
    said: tuple[str, ...] = ()


def read_real(path: Path, fields: RealFields | None = None) -> RealNotesFile:
    """The notes of a JSONL, gzipped JSONL, CSV or Parquet file.

    Raises:
        InputError: it can't be read, lacks a field that was named, or has no note; the message names rows and fields,
            and holds nothing of a note.
        SettingsError: tracing of a dependency is on, which would carry notes out of the process.
    """
    refuse_tracing()
    named = fields or RealFields()
    with guarded(f"reading real notes of {str(path)!r}"):
        return _read(path, named)


def _read(path: Path, fields: RealFields) -> RealNotesFile:
    notes: list[RealNote] = []
    bad: list[int] = []
    seen: set[str] = set()
    for number, row in read_rows(path):
        note = None if isinstance(row, str) else _note(number, row, fields)
        if isinstance(row, Mapping):
            seen.update(row)
        if note is None:
            bad.append(number)
        else:
            notes.append(note)
    _require_fields(path, fields, seen)
    if not notes:
        raise InputError(f"{str(path)!r} has no note that can be read in field {fields.text!r}")
    _require_distinct(path, notes)
    return RealNotesFile(tuple(notes), tuple(_said(path, fields, notes, bad)))


def _note(number: int, row: Mapping[str, Any], fields: RealFields) -> RealNote | None:
    text = row.get(fields.text)
    if not isinstance(text, str) or not text.strip() or len(text) > MAX_TEXT:
        return None
    name = str(row.get(fields.id) or number) if fields.id else str(number)
    codes = tuple(_codes(row.get(fields.code))) if fields.code else ()
    group = row.get(fields.group) if fields.group else None
    language = _named(row.get(fields.language)) if fields.language else None
    return RealNote(
        id=name,
        text=_printable(text),
        language=language or _tongue(text),
        code=codes[0] if codes else "",
        codes=codes,
        group=str(group) if group not in (None, "") else name,
    )


def _codes(value: Any) -> Iterator[str]:
    """Codes in the spelling of our tables (F32.1); what doesn't look like a code is left out."""
    parts: Sequence[Any] = (
        value if isinstance(value, list | tuple) else SPLIT.split(value) if isinstance(value, str) else ()
    )
    found = (part.strip().upper() for part in parts if isinstance(part, str))
    yield from dict.fromkeys(_pointed(one) for one in found if CODE.fullmatch(one))


def _pointed(code: str) -> str:
    return code if "." in code or len(code) == 3 else f"{code[:3]}.{code[3:]}"


def _named(value: Any) -> Language | None:
    """``en-mt(es)`` is English whose original was another language."""
    if not isinstance(value, str):
        return None
    return TONGUES.get(re.split(r"[^a-z]", value.strip().lower(), maxsplit=1)[0])


def _tongue(text: str) -> Language:
    words = list_words(text)
    found: dict[Language, int] = {name: sum(word in own for word in words) for name, own in STOP_WORDS.items()}
    return "es" if found["es"] > found["en"] else "en"


def _printable(text: str) -> str:
    return "".join("\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _require_fields(path: Path, fields: RealFields, seen: set[str]) -> None:
    named = {
        "--real-text": fields.text,
        "--real-code": fields.code,
        "--real-language": fields.language,
        "--real-group": fields.group,
    }
    for option, field in named.items():
        if field is not None and seen and field not in seen:
            raise InputError(f"{str(path)!r} has no field {field!r} ({option}); fields: {list_fields(seen)}")


def _require_distinct(path: Path, notes: Sequence[RealNote]) -> None:
    seen: set[str] = set()
    for place, note in enumerate(notes, start=1):
        if note.id in seen:
            raise InputError(f"{str(path)!r}: note {place} has an id that another has too")
        seen.add(note.id)


def _said(path: Path, fields: RealFields, notes: Sequence[RealNote], bad: Sequence[int]) -> Iterator[str]:
    if bad:
        rows = ", ".join(map(str, bad[:5])) + (f" and {len(bad) - 5} more" if len(bad) > 5 else "")
        yield f"{str(path)!r}: {len(bad)} rows hold no note that can be read (rows {rows})"
    without = sum(not note.code for note in notes)
    if fields.code is None:
        yield f"{path.name}: no field of codes was named (--real-code): usefulness and figures by code lack real notes"
    elif without:
        yield f"{path.name}: {without} of {len(notes)} real notes have no ICD-10 code"
    if fields.group is None:
        yield f"{path.name}: no field of patients was named (--real-group): each note counts as a patient's only one"
