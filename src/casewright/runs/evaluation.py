"""Reports that exist: rows of a file through the same gate, entered after the writer."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from casewright.agents.recorded import Recording, recording
from casewright.errors import CasewrightError, InputError, ModelFailure, PausedError, UsageError
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.parts import Parts, Resolver
from casewright.graphs.screening import screen_report, screen_value
from casewright.graphs.state import GateState
from casewright.icd10 import table
from casewright.measures.privacy import ReferenceIndex
from casewright.measures.privacy.rows import list_fields
from casewright.measures.privacy.rows import read_rows as read_table
from casewright.rubrics import ResolvedRubric
from casewright.runs.records import build_record, unsealed_record
from casewright.types import Decision, Language, Reason, Record, Report
from casewright.vocabulary.kinds import kind, split_sections
from casewright.wire import to_json

__all__ = [
    "MAX_TEXT",
    "BadRow",
    "Columns",
    "Row",
    "ScreenedReport",
    "evaluate_rows",
    "evaluate_text",
    "read_rows",
    "rubrics_of",
    "screened_row",
]

MAX_TEXT, MAX_ID, MAX_NAME = 200_000, 200, 64


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
    number: int = 1
    """Where it stands in its file, from 1."""


@dataclass(frozen=True, slots=True)
class ScreenedReport:
    """A report as it may be kept: checked, with copies of the reference corpus masked, and what the screen found."""

    name: str
    """The row's own id."""
    target: Mapping[str, str]
    """system, code, kind, language, level: what it is judged as."""
    report: Mapping[str, Any]
    overlap: Mapping[str, Any]
    extra: Mapping[str, Any]

    def start(self, sample: str) -> GateState:
        """The gate's first state."""
        plain = {"target": dict(self.target), "report": dict(self.report), "overlap": dict(self.overlap)}
        return {"sample": sample, **plain}  # type: ignore[typeddict-item]


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
        InputError: the file can't be read at all, or has no row, or none with a text field.
    """
    defaults = {"code": code, "language": language or "en", "kind": kind}
    fields: set[str] = set()
    number = 0
    for number, values in read_table(path):
        if isinstance(values, str):
            yield BadRow(number, values)
            continue
        fields.update(values)
        yield _row(number, values, columns, defaults)
    if columns.text not in fields and any(not name.isprintable() for name in fields):
        raise InputError(f"{str(path)!r} is not UTF-8 text: its field names can't be read")
    if not number:
        raise InputError(f"{str(path)!r} has no rows")
    if fields and columns.text not in fields:
        known = list_fields(fields)
        raise InputError(f"{str(path)!r} has no field {columns.text!r} (--text-field); fields: {known}")


def _row(number: int, values: Mapping[str, Any], columns: Columns, defaults: Mapping[str, Any]) -> Row | BadRow:
    names = {"text": columns.text, "code": columns.code, "language": columns.language, "kind": columns.kind}
    found = {name: values.get(column) or defaults.get(name) for name, column in names.items()}
    if not isinstance(found["text"], str) or not found["text"].strip():
        return BadRow(number, f"no text in field {columns.text!r}")
    if any("\udc80" <= letter <= "\udcff" for letter in found["text"]):
        return BadRow(number, "not UTF-8 text")
    if not isinstance(found["code"], str):
        return BadRow(number, f"no code in field {columns.code!r}, and none given for all rows (--code)")
    misplaced = next((name for name in ("code", "language", "kind") if len(str(found[name])) > MAX_NAME), None)
    if misplaced:  # a field of text named by mistake, which no message may repeat
        return BadRow(number, f"field {names[misplaced]!r} holds no {misplaced}: more than {MAX_NAME} characters")
    extra = {key: value for key, value in values.items() if key not in (*names.values(), columns.id)}
    name = _printable(str(values.get(columns.id) or f"row-{number}"))[:MAX_ID]
    language: Any = found["language"]
    return Row(name, found["text"], found["code"], language, str(found["kind"]), _plain(extra), number)


def _printable(text: str) -> str:
    """NUL and lone surrogates become U+FFFD, one for one, so that offsets hold."""
    return "".join("\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _plain(extra: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON has it: what it has no words for becomes text, and NaN null."""
    text = json.dumps(extra, default=str)
    plain = json.loads(text, parse_constant=lambda name: None)
    return json.loads(_printable(json.dumps(plain, ensure_ascii=False)))  # type: ignore[no-any-return]


async def evaluate_text(
    parts: Parts, row: Row, *, system: str, level: str, run: str = "evaluation", graph: Any = None
) -> Record:
    """The record of one report, judged as a document of its code.

    Raises:
        CasewrightError: the code, kind or language is unknown, or there is no text, or more than can be read.
    """
    found = screened_row(row, parts.reference, parts.limits.levels, system=system, level=level)
    with recording(found.name) as kept:
        ready = graph or build_gate(parts).compile()
        return await _judged(parts, found.start(found.name), ready, run, kept, dict(found.extra))


def screened_row(
    row: Row, reference: ReferenceIndex | None, levels: Collection[str], *, system: str, level: str
) -> ScreenedReport:
    """A row as it may be kept.

    Args:
        row: The row.
        reference: The corpus that nothing of it may show.
        levels: Levels of support that there are.
        system: The code system of the row's code.
        level: The level of support asked for.

    Raises:
        CasewrightError: the code, kind or language is unknown, or there is no text, or more than can be read.
    """
    code = table(system).normalise(row.code)
    kind(row.kind)
    if row.language not in ("en", "es"):
        raise InputError(f"unknown language {row.language!r}; en and es are read")
    if level not in levels:
        raise UsageError(f"unknown level {level!r}; allowed are {', '.join(levels)}")
    text = _printable(row.text)
    if not text.strip():
        raise InputError("there is no text")
    if len(text) > MAX_TEXT:
        raise InputError(f"text of {len(text):,} characters; at most {MAX_TEXT:,} are read")
    given = Report(text, split_sections(text, row.language, row.kind), row.language, row.kind)
    report, overlap = screen_report(given, reference)
    name, extra = (screen_value(value, reference) for value in (row.id, dict(row.extra)))
    target = {"system": system, "code": code, "kind": row.kind, "language": row.language, "level": level}
    return ScreenedReport(name, target, to_json(report), to_json(overlap), extra)


async def _judged(
    parts: Parts, start: GateState, graph: Any, run: str, kept: Recording, extra: dict[str, Any]
) -> Record:
    """The record; where no judge could be heard just now, it says so and nothing is asked again."""
    last: Any = start
    try:
        async for reached in graph.astream(start, {"recursion_limit": RECURSION_LIMIT}, stream_mode="values"):
            last = reached
    except ModelFailure as failure:
        why = f"{failure.kind}: {failure}"
        if last.get("decision") is not None:
            return replace(unsealed_record(last, parts, run, kept, Reason("seal", why)), extra=extra)
        decision = Decision("error", "gate", parts.judging, (Reason("model_failure", why),))
        last = {**last, "decision": to_json(decision)}
    return build_record(last, parts, run, kept, extra=extra)


def rubrics_of(resolve: Resolver, rows: Iterable[Row | BadRow], system: str) -> tuple[ResolvedRubric, ...]:
    """The rubrics that rows will be held against; rows whose code or kind is unknown have none.

    Raises:
        DocumentError: a rubric can't be used.
        UnknownNameError: no such code system.
    """
    codes = table(system)
    asked = dict.fromkeys((row.code, row.kind) for row in rows if isinstance(row, Row))
    known: dict[tuple[str, str], None] = {}
    for code, name in asked:
        with suppress(UsageError):
            known[codes.normalise(code), kind(name).id] = None
    return tuple(resolve(system, code, name) for code, name in known)


async def evaluate_rows(
    parts: Parts, rows: Iterable[Row | BadRow], *, system: str, level: str, run: str = "evaluation"
) -> AsyncIterator[Record | BadRow]:
    """Each row's record, or why it has none; one bad row does not end the others."""
    graph = build_gate(parts).compile()
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        try:
            yield await evaluate_text(parts, row, system=system, level=level, run=run, graph=graph)
        except PausedError:
            raise
        except CasewrightError as error:
            yield BadRow(row.number, str(error))
