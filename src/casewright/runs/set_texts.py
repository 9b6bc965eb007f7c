"""Texts that exist, to be measured as a set: rows of table files, plain text files, folders of either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.measures.diversity.sets import SetText
from casewright.measures.privacy.rows import FORMATS, list_fields, read_rows
from casewright.types import Language, Record

__all__ = ["MAX_TEXT", "PLAIN", "BadText", "GivenText", "TextFields", "given_record", "read_texts", "usable"]

PLAIN = (".txt", ".md")
MAX_TEXT = 200_000
MAX_ID = 200
LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class TextFields:
    """Names of the fields to read, and the language of a text that names none."""

    text: str = "text"
    code: str = "code"
    id: str = "id"
    language: str = "language"
    default_language: Language = "en"


@dataclass(frozen=True, slots=True)
class GivenText(SetText):
    """A text as it was given, with the places of identifiers that its case planned."""

    planned: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class BadText:
    """A row or file that can't be measured, and why, without its content."""

    place: str
    why: str


def read_texts(paths: Iterable[Path], fields: TextFields) -> Iterator[GivenText | BadText]:
    """Every text of files and folders, under ids that stand once each.

    A row goes by its own id where it has one, else by its number; a plain text file (.txt, .md) by its name. Of
    several files each id carries its file's name before it.

    Raises:
        InputError: a file can't be read, is of an unknown kind, or has no field of text; a folder has no such file.
    """
    files = [file for path in paths for file in _files(path)]
    taken: set[str] = set()
    for file in files:
        before = f"{file.name}:" if len(files) > 1 and not _is_plain(file) else ""
        for found in _read(file, fields):
            if isinstance(found, BadText):
                yield found
                continue
            name = _once(f"{before}{found.id}", taken)
            taken.add(name)
            yield replace(found, id=name)


def given_record(record: Record) -> GivenText:
    """The text of a record, which may be masked or empty."""
    phi = record.privacy.phi if record.privacy else ()
    planned = frozenset((one.start, one.end) for one in phi if one.planned)
    return GivenText(record.id, record.code, record.language, record.text or "", planned)


def usable(found: Iterable[GivenText | BadText], source: str) -> tuple[list[GivenText], list[BadText]]:
    """Texts and what could not be read, apart.

    Raises:
        InputError: there is no text at all.
    """
    texts: list[GivenText] = []
    bad: list[BadText] = []
    for item in found:
        if isinstance(item, BadText):
            bad.append(item)
        else:
            texts.append(item)
    if not texts:
        why = "; ".join(f"{item.place}: {item.why}" for item in bad[:10])
        raise InputError(f"{source} has no text" + (f" ({why})" if why else ""))
    return texts, bad


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.is_file() and file.name.lower().endswith((*FORMATS, *PLAIN)))
    if not found:
        raise InputError(f"folder {str(path)!r} has no file of texts; known: {', '.join((*FORMATS, *PLAIN))}")
    return found


def _is_plain(path: Path) -> bool:
    return path.name.lower().endswith(PLAIN)


def _read(path: Path, fields: TextFields) -> Iterator[GivenText | BadText]:
    if _is_plain(path):
        yield _plain_text(path, fields)
        return
    seen: set[str] = set()
    for number, row in read_rows(path):
        if isinstance(row, str):
            yield BadText(f"{path.name}, row {number}", row)
            continue
        seen.update(row)
        yield _row(path, number, row, fields)
    if seen and fields.text not in seen:
        known = list_fields(seen)
        raise InputError(f"{str(path)!r} has no field {fields.text!r} (--text-field); fields: {known}")


def _plain_text(path: Path, fields: TextFields) -> GivenText | BadText:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return BadText(path.name, "not UTF-8 text")
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from None
    why = _unusable(text)
    return BadText(path.name, why) if why else GivenText(path.name, "", fields.default_language, _printable(text))


def _row(path: Path, number: int, row: Mapping[str, Any], fields: TextFields) -> GivenText | BadText:
    text, code = row.get(fields.text), row.get(fields.code)
    language = row.get(fields.language) or fields.default_language
    why = _unusable(text) if isinstance(text, str) else f"no text in field {fields.text!r}"
    if not why and language not in LANGUAGES:
        why = f"language {str(language)[:20]!r}; en and es are measured"
    if why:
        return BadText(f"{path.name}, row {number}", why)
    name = _printable(str(row.get(fields.id) or number))[:MAX_ID]
    return GivenText(name, code if isinstance(code, str) else "", language, _printable(str(text)), _planned(row))


def _planned(row: Mapping[str, Any]) -> frozenset[tuple[int, int]]:
    """Of a row that is a record of ours; any other has none."""
    privacy = row.get("privacy")
    phi = privacy.get("phi") if isinstance(privacy, dict) else None
    found = [one for one in phi if isinstance(one, dict)] if isinstance(phi, list) else []
    return frozenset((one.get("start", -1), one.get("end", -1)) for one in found if one.get("planned") is True)


def _unusable(text: str) -> str:
    if not text.strip():
        return "empty text"
    if any("\udc80" <= letter <= "\udcff" for letter in text):
        return "not UTF-8 text"
    return f"text of {len(text):,} characters; at most {MAX_TEXT:,} are read" if len(text) > MAX_TEXT else ""


def _printable(text: str) -> str:
    """NUL and lone surrogates become U+FFFD, one for one, so that offsets hold."""
    return "".join("\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _once(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}#{number}"
    return found
