"""Rows as criteria: every cell read, everything wrong with it said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from casewright.documents import Document
from casewright.errors import DocumentError
from casewright.rubrics.finds_form import problems_of
from casewright.rubrics.problems import Path, Problem, suggest
from casewright.rubrics.reading import form_problems
from casewright.rubrics.sheets.cells import as_ages, as_finds, as_kinds, as_number, as_passages
from casewright.rubrics.sheets.columns import CHOICES, HEAD, PLACES
from casewright.rubrics.sheets.reading import ReadSheet, Row
from casewright.rubrics.sheets.rules import SheetProblem
from casewright.rubrics.sheets.tables import Cell

__all__ = ["cell_of", "criteria_of", "head_of", "say_problem"]

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
HASH = re.compile(r"[0-9a-f]{8,64}")
MUST = ("role", "aspect", "asks en", "asks es")
MINIMAL_HEAD = ("rubric", "version", "basis")
MINIMAL = {"id": "who:V", "version": "1.0.0", "basis": "tabular"}
Say = Callable[[str, str, str], None]


def criteria_of(sheet: ReadSheet) -> dict[str, tuple[dict[str, Any], Row]]:
    """What each row states, as a rubric file would, with the row; problems are added to the sheet."""
    found: dict[str, tuple[dict[str, Any], Row]] = {}
    for row in sheet.rows:
        name = row["id"].text.strip()
        data = _data(row, sheet.say)
        if not ID.fullmatch(name):
            message = f"{name!r} is no id: letters, digits, point, dash, underscore, at most 64; none is empty"
            sheet.say("sheet-id", row["id"].address, message)
        elif name in found:
            first = found[name][1]["id"].address
            sheet.say("sheet-duplicate", row["id"].address, f"{name!r} stands in {first} too")
        else:
            found[name] = (data, row)
        for problem in _form(data):
            say_problem(sheet, problem, row)
    return found


def head_of(sheet: ReadSheet) -> dict[str, Any]:
    """What the lines above the table state of the rubric."""
    data: dict[str, Any] = {}
    for name, path in HEAD.items():
        text = sheet.head[name].text.strip() if name in sheet.head else None
        if text is None:
            sheet.problems.append(SheetProblem("sheet-head", "-", f"the line {name!r} is missing"))
        elif text and path:
            _put(data, path, text)
        elif name in MINIMAL_HEAD:
            sheet.say("sheet-head", sheet.head[name].address, f"{name!r} says nothing")
    for problem in form_problems(Document("sheet", {**MINIMAL, **data}, {})):
        name = next((one for one, path in HEAD.items() if path[:1] == problem.path[:1]), "rubric")
        cell = sheet.head.get(name)
        sheet.say("sheet-head", cell.address if cell else "-", problem.message)
    return data


def say_problem(sheet: ReadSheet, problem: Problem, row: Row) -> None:
    """A problem of a criterion (its path begins with ``criteria`` and the id) at the cell of its row."""
    sheet.say(problem.rule, cell_of(problem.path, row).address, problem.message)


def cell_of(path: Path, row: Row) -> Cell:
    """The cell that a place of a rubric file came from."""
    inside = path[2:]
    column = next((name for name, keys in PLACES.items() if inside[: len(keys)] == keys), None)
    column = column or next((name for name, keys in PLACES.items() if inside[:1] == keys[:1]), "id")
    return row[column]


def _data(row: Row, say: Say) -> dict[str, Any]:
    _choices(row, say)
    data: dict[str, Any] = {}
    for column, value in _values(row, say):
        if value not in ("", [], {}, None) or column in MUST or (column == "kinds" and value == []):
            _put(data, PLACES[column], value)
    return data


def _choices(row: Row, say: Say) -> None:
    for column in MUST:
        if not row[column].text.strip():
            say("sheet-empty", row[column].address, f"{column!r} is empty")
    for column, allowed in CHOICES.items():
        word = row[column].text.strip()
        if word and word not in allowed:
            say("sheet-choice", row[column].address, f"unknown {column} {word!r}{suggest(word, allowed)}")


def _values(row: Row, say: Say) -> Iterator[tuple[str, Any]]:
    for column in ("role", "aspect", "want", "asks en", "asks es"):
        yield column, row[column].text.strip()
    for column in ("clause", "guidance en", "guidance es"):
        yield column, row[column].text
    for column in ("present", "absent", "borderline"):
        yield column, as_passages(row[column].text)
    yield "kinds", as_kinds(row["kinds"].text)
    yield "weight", _weight(row["weight"], say)
    yield "ages", _ages(row["ages"], say)
    yield "finds", _finds(row["finds"], say)
    yield "was", list(_was(row["was"], say))


def _weight(cell: Cell, say: Say) -> float | None:
    """The default is left out, as in a file."""
    if not cell.text.strip():
        return None
    number = as_number(cell.text)
    if number is None:
        negative = as_number(cell.text.strip().lstrip("-−")) is not None
        told = "is negative; what speaks against a code is a criterion of its own" if negative else "is no number"
        say("sheet-weight", cell.address, f"weight {cell.text.strip()!r} {told}")
    return None if number == 1 else number


def _ages(cell: Cell, say: Say) -> dict[str, float] | None:
    found = as_ages(cell.text)
    if found is None or found.get("min", 0) > found.get("max", 130):
        message = f"ages {cell.text.strip()!r} can't be read; write 'from 18', 'to 17' or '18 to 65'"
        say("sheet-ages", cell.address, message)
    return found


def _finds(cell: Cell, say: Say) -> Any:
    try:
        tree = as_finds(cell.text)
    except DocumentError as error:
        say("sheet-finds", cell.address, f"{error.message} (line {error.line}, column {error.column} of the cell)")
        return {}
    for problem in problems_of(tree, ("finds",)) if tree != {} else ():
        say(problem.rule, cell.address, problem.message)
    return tree


def _was(cell: Cell, say: Say) -> Iterator[str]:
    for word in re.split(r"[\s,;]+", cell.text.strip()):
        if word and not HASH.fullmatch(word):
            say("sheet-was", cell.address, f"{word!r} is no hash of an earlier wording")
        elif word:
            yield word


def _form(data: dict[str, Any]) -> Iterator[Problem]:
    yield from form_problems(Document("sheet", {**MINIMAL, "criteria": {"row": data}}, {}))
    kinds = {"kinds": data["kinds"]} if "kinds" in data else {}
    plain = {"role": "documents", "aspect": "documentation", "asks": {"en": "-", "es": "-"}, **kinds}
    yield from form_problems(Document("sheet", {**MINIMAL, "criteria": {"row": plain}}, {}))


def _put(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        data = data.setdefault(key, {})
    data[path[-1]] = value
