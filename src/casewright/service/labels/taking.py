"""Filled-in sheets, taken: answers by whom and to what, and none of the sheet's texts."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, select

from casewright.errors import InputError
from casewright.exams.labels import Label, LabelFile, read_label_file
from casewright.exams.labels.form import COLUMNS
from casewright.exams.labels.key import KeyEntry, write_key
from casewright.exams.labels.tabular import read_table, write_table
from casewright.service.auditing import note
from casewright.service.labels.contracts import SheetFormat, SheetTaken
from casewright.service.labels.gathering import read_answered
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.contracts import GivenAnswer
from casewright.service.reviews.identity import is_id
from casewright.service.reviews.saying import screened
from casewright.service.reviews.verdicts import LABELS, append_verdict, text_of_answers
from casewright.service.site import Site
from casewright.service.store import tables
from casewright.service.store.turns import alone

__all__ = ["take_sheet"]

SHEETS = tables.sheets
MOST_NAMED = 20
LONGEST = 100
"""Characters of a rater's name."""
Answers = Mapping[tuple[str, str, str], Mapping[str, GivenAnswer]]
"""By run, sample and rater, the answer to each criterion."""


async def take_sheet(
    site: Site, caller: Principal, sheet: str, body: bytes, form: SheetFormat, *, rater: str = ""
) -> SheetTaken:
    """Takes the answers of a filled-in sheet; ``rater`` names who answered where rows name nobody.

    Answers of one person to one question replace those that the same person gave before. Nothing of a cell but ids,
    the answer, the rater's name and where a quotation stands is kept.

    Raises:
        Problem: not-found; invalid, for rows that can't be used, named by their numbers.
    """
    places = await site.database.read(lambda connection: _places(connection, caller.project, sheet))
    file = await asyncio.to_thread(_read, body, form, places, rater.strip())
    answers = await _answers(site, caller, places, file.labels)
    added, again = await site.database.run(lambda connection: _keep(connection, caller, answers))
    raters = tuple(sorted({who for _, _, who in answers}))
    await note(site.database, caller, "sheet.take", sheet, labels=added, raters=len(raters))
    return SheetTaken(sheet, added, again, file.blank, raters)


def _places(connection: Connection, project: str, sheet: str) -> Mapping[str, tuple[str, str]]:
    where = (SHEETS.c.id == sheet, SHEETS.c.project == project)
    row = connection.execute(select(SHEETS.c.body).where(*where)).one_or_none() if is_id(sheet) else None
    if row is None:
        raise Problem("not-found", "no such sheet")
    return {name: (run, sample) for name, (run, sample) in json.loads(row.body).items()}


def _read(body: bytes, form: SheetFormat, places: Mapping[str, tuple[str, str]], rater: str) -> LabelFile:
    """The file's labels, read with a key that holds ids alone."""
    entries = [
        KeyEntry(opaque=name, report=name, text="", code="-", system="-", kind="-", language="en") for name in places
    ]
    with TemporaryDirectory() as folder:
        path, key = Path(folder) / f"sheet.{form}", Path(folder) / "key.jsonl"
        path.write_bytes(body)
        write_key(key, entries)
        numbers: list[int] = []
        try:
            rows = list(read_table(path))
            numbers = [number for number, _ in rows]
            plain = Path(folder) / "rows.jsonl"
            write_table(plain, _columns(rows), [_named(row, rater) for _, row in rows])
            return read_label_file(plain, key)
        except (InputError, ValueError) as error:
            raise _problem(str(error), numbers) from None


def _columns(rows: Sequence[tuple[int, Mapping[str, Any] | str]]) -> Sequence[str]:
    return list(dict.fromkeys(name for _, row in rows if not isinstance(row, str) for name in (*row, "rater")))


def _named(row: Mapping[str, Any] | str, rater: str) -> Mapping[str, Any]:
    """The row with its rater; one that can't be read is empty, and refused as such under its number."""
    found = {} if isinstance(row, str) else dict(row)
    return {**found, "rater": found.get("rater") or rater}


def _problem(told: str, numbers: Sequence[int]) -> Problem:
    """Rows and columns that are wrong; what stands in them is not repeated."""
    rows = re.findall(r"^\s*row (\d+)(?:: column '(\w+)')?", told, re.MULTILINE)
    places = [(numbers[int(row) - 1], name) for row, name in rows[:MOST_NAMED] if int(row) <= len(numbers)]
    named = [f"row {row}" + (f", column {name}" if name in COLUMNS else "") for row, name in places]
    if not named:
        return Problem("invalid", "the file can't be read as a filled-in sheet, or no row of it is answered")
    return Problem("invalid", f"rows that can't be used: {'; '.join(named)}")


async def _answers(
    site: Site, caller: Principal, places: Mapping[str, tuple[str, str]], labels: Sequence[Label]
) -> Answers:
    ledger, texts = await site.ledgers.of(caller.project), dict[str, str]()
    names = {label.rater for label in labels}
    if any(not name or len(name) > LONGEST or not name.isprintable() for name in names):
        raise Problem("invalid", f"each row, or the request, names its rater in at most {LONGEST} characters")
    shown = {name: await screened(site, name) for name in names}
    found: dict[tuple[str, str, str], dict[str, GivenAnswer]] = {}
    for label in labels:
        place = places[label.report]
        if label.report not in texts:
            record = await ledger.record(*place)
            texts[label.report] = (record or {}).get("text") or ""
        if not is_id(label.criterion):
            raise Problem("invalid", "column criterion holds the id that the sheet was handed out with")
        own = found.setdefault((*place, shown[label.rater]), {})
        own[label.criterion] = _given(label, texts[label.report])
    return found


def _given(label: Label, text: str) -> GivenAnswer:
    at = text.find(label.quote) if label.quote else -1
    quote = (at, at + len(label.quote)) if at >= 0 else None
    return GivenAnswer(label.answer, quote, label.criterion_hash if is_id(label.criterion_hash) else "")


def _keep(connection: Connection, caller: Principal, answers: Answers) -> tuple[int, int]:
    """How many answers are new, and how many were there."""
    alone(connection, "labels", caller.project)
    kept = read_answered(connection, caller.project)
    known = {(one.run, one.sample, one.who, one.criterion): one.given for one in kept}
    added = again = 0
    for (run, sample, who), own in answers.items():
        fresh = {name: given for name, given in own.items() if known.get((run, sample, who, name)) != given}
        again += len(own) - len(fresh)
        added += len(fresh)
        if fresh:
            append_verdict(connection, **_row(caller, run, sample, who, fresh))
    return added, again


def _row(caller: Principal, run: str, sample: str, who: str, answers: Mapping[str, GivenAnswer]) -> Mapping[str, Any]:
    return {
        "project": caller.project, "run": run, "sample": sample, "key": caller.key, "who": who, "word": LABELS,
        "reason": "", "answers": text_of_answers(answers), "adjudicates": False, "blind": True, "at": time.time(),
    }  # fmt: skip
