"""Reports that exist: rows of a file through the same gate, entered after the writer."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casewright.agents.recorded import recording
from casewright.errors import CasewrightError, InputError, PausedError
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.parts import Parts
from casewright.graphs.screening import screen_report
from casewright.graphs.state import GateState
from casewright.hashing import content_hash
from casewright.icd10 import table
from casewright.runs.records import build_record
from casewright.types import Language, Record, Report
from casewright.vocabulary.kinds import split_sections
from casewright.wire import to_json

__all__ = ["MAX_TEXT", "BadRow", "Columns", "Row", "evaluate_rows", "evaluate_text", "read_rows"]

MAX_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the fields to read. ``code`` and the defaults below serve rows that lack theirs."""

    text: str = "text"
    code: str = "code"
    id: str = "id"
    language: str = "language"
    kind: str = "kind"


@dataclass(frozen=True, slots=True)
class Row:
    """A report to evaluate, with the row's other fields."""

    id: str
    text: str
    code: str
    language: Language
    kind: str
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that can't be assessed: its number (from 1), and why, without its content."""

    number: int
    why: str


def read_rows(
    path: Path, columns: Columns, *, code: str | None, language: Language | None, kind: str
) -> Iterator[Row | BadRow]:
    """The rows of a JSONL (also gzipped), CSV or Parquet file.

    Args:
        path: The file.
        columns: Names of its fields.
        code: For rows without a code.
        language: For rows without a language; ``None`` means English.
        kind: For rows without a kind.

    Raises:
        InputError: the file can't be read at all.
    """
    if not path.is_file():
        raise InputError(f"no file {str(path)!r}")
    if path.stat().st_size == 0:
        raise InputError(f"{str(path)!r} is empty")
    defaults = {"code": code, "language": language or "en", "kind": kind}
    for number, values in enumerate(_values(path), start=1):
        yield values if isinstance(values, BadRow) else _row(number, values, columns, defaults)


def _values(path: Path) -> Iterator[dict[str, Any] | BadRow]:
    name = path.name.lower()
    if name.endswith((".jsonl", ".jsonl.gz", ".ndjson")):
        return _json_lines(path)
    if name.endswith(".csv"):
        return _csv_rows(path)
    if name.endswith(".parquet"):
        return _parquet_rows(path)
    raise InputError(f"{str(path)!r}: can't tell the format; .jsonl, .jsonl.gz, .csv and .parquet are read")


def _json_lines(path: Path) -> Iterator[dict[str, Any] | BadRow]:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:
        for number, line in enumerate(_lines(stream, path), start=1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (UnicodeDecodeError, json.JSONDecodeError):
                yield BadRow(number, "not a JSON object in UTF-8")
                continue
            yield value if isinstance(value, dict) else BadRow(number, "not a JSON object")


def _lines(stream: Any, path: Path) -> Iterator[bytes]:
    try:
        yield from stream
    except (OSError, EOFError) as error:
        raise InputError(f"can't read {str(path)!r}: {error}") from None


def _csv_rows(path: Path) -> Iterator[dict[str, Any] | BadRow]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.DictReader(stream, strict=True)
    except UnicodeDecodeError as error:
        raise InputError(f"{str(path)!r} is not UTF-8 text (byte {error.start})") from None
    except csv.Error as error:
        raise InputError(f"{str(path)!r} is no CSV file: {error}") from None


def _parquet_rows(path: Path) -> Iterator[dict[str, Any] | BadRow]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError("reading Parquet needs the extra 'parquet': pip install 'casewright[parquet]'") from None
    try:
        yield from pq.read_table(path).to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{str(path)!r} is no Parquet file: {type(error).__name__}") from None


def _row(number: int, values: Mapping[str, Any], columns: Columns, defaults: Mapping[str, Any]) -> Row | BadRow:
    names = {"text": columns.text, "code": columns.code, "language": columns.language, "kind": columns.kind}
    found = {name: values.get(column) or defaults.get(name) for name, column in names.items()}
    text = found["text"]
    if not isinstance(text, str) or not text.strip():
        return BadRow(number, f"no text in field {columns.text!r}")
    if len(text) > MAX_TEXT:
        return BadRow(number, f"text of {len(text):,} characters; at most {MAX_TEXT:,} are read")
    if not isinstance(found["code"], str):
        return BadRow(number, f"no code in field {columns.code!r}, and none given for all rows")
    extra = {key: value for key, value in values.items() if key not in (*names.values(), columns.id)}
    name = str(values.get(columns.id) or f"row-{number}")
    language: Any = found["language"]
    return Row(name, _printable(text), found["code"], language, str(found["kind"]), _plain(extra))


def _printable(text: str) -> str:
    """NUL and lone surrogates become U+FFFD, one for one, so that offsets hold."""
    return "".join("�" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _plain(extra: Mapping[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(extra, default=str, ensure_ascii=False))  # type: ignore[no-any-return]


async def evaluate_text(
    parts: Parts, row: Row, *, system: str, level: str, run: str = "evaluation", graph: Any = None
) -> Record:
    """The record of one report, judged as a document of its code.

    Raises:
        CasewrightError: the code, kind or language is unknown.
    """
    code = table(system).normalise(row.code)
    if row.language not in ("en", "es"):
        raise InputError(f"unknown language {row.language!r}; en and es are read")
    sections = split_sections(row.text, row.language, row.kind)
    given = Report(row.text, sections, row.language, row.kind)
    report, overlap = screen_report(given, parts.reference)
    start: GateState = {
        "sample": row.id,
        "target": {"system": system, "code": code, "kind": row.kind, "language": row.language, "level": level},
        "report": to_json(report),
        "overlap": to_json(overlap),
    }
    ready = graph or build_gate(parts).compile()
    with recording(row.id) as kept:
        ended: Any = await ready.ainvoke(start, {"recursion_limit": RECURSION_LIMIT})
        return build_record(ended, parts, run, kept, extra=dict(row.extra))


async def evaluate_rows(
    parts: Parts, rows: Iterable[Row | BadRow], *, system: str, level: str
) -> AsyncIterator[Record | BadRow]:
    """Each row's record, or why it has none; one bad row does not end the others."""
    graph, run = build_gate(parts).compile(), f"evaluation-{content_hash([parts.judging, system, level], 8)}"
    for number, row in enumerate(rows, start=1):
        if isinstance(row, BadRow):
            yield row
            continue
        try:
            yield await evaluate_text(parts, row, system=system, level=level, run=run, graph=graph)
        except PausedError:
            raise
        except CasewrightError as error:
            yield BadRow(number, str(error))
