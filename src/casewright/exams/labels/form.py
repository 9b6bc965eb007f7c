"""A row of labels as people hand it in, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from casewright.exams.labels.label import ANSWERS
from casewright.types import Answer, Language

__all__ = ["COLUMNS", "SHEET_ONLY", "LabelForm", "form_of"]

SHEET_ONLY = ("question", "guidance")
"""Columns of a sheet that are there to be read; what stands in them is not."""


def _plain(value: object) -> object:
    """``Not mentioned`` is ``not_mentioned``."""
    return re.sub(r"[\s-]+", "_", value.strip().casefold()) if isinstance(value, str) else value


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _number(value: object) -> object:
    """Spreadsheets give numbers as text, some of them with a comma."""
    return value.strip().replace(",", ".") if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_stripped)]
Id = Annotated[str, BeforeValidator(_stripped), Field(min_length=1, max_length=200)]


class LabelForm(BaseModel):
    """One row. Cells may be empty for what has a default; an empty ``answer`` is a question not answered yet."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    report: Id
    criterion: Id
    text: str = ""
    """Given in one row of each report at least."""
    code: Words = ""
    system: Words = "icd10-who-2019"
    kind: Words = "intake"
    language: Annotated[Language, BeforeValidator(_plain)] = "en"
    rater: Words = ""
    answer: Annotated[Answer | None, BeforeValidator(_plain)] = None
    quote: Words = ""
    confidence: Annotated[float | None, BeforeValidator(_number), Field(ge=0, le=1)] = None
    comment: Words = ""
    criterion_hash: Words = ""
    guideline: Words = ""


COLUMNS = tuple(LabelForm.model_fields)


def form_of(row: Mapping[str, Any]) -> LabelForm | str:
    """The row's form, or in words what is wrong with which column."""
    asked = {name: value for name, value in row.items() if name not in SHEET_ONLY}
    given = {name: _text(name, value) for name, value in asked.items() if value is not None and value != ""}
    unknown = [name for name in asked if name not in COLUMNS]
    if unknown:
        return _stranger(unknown[0])
    try:
        return LabelForm.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return _wording(str(first["loc"][0]), first["type"], first["msg"], given)


def _text(name: str, value: Any) -> Any:
    """A spreadsheet makes a number of an id such as 12 or a version such as 1.0."""
    return str(value) if name != "confidence" and isinstance(value, int | float) else value


def _stranger(name: str) -> str:
    near = get_close_matches(name, COLUMNS, n=1)
    hint = f"; nearest: {near[0]}" if near else ""
    if ";" in name:
        hint = "; fields are separated by commas, these by semicolons"
    return f"unknown column {name[:80]!r}; known: {', '.join((*COLUMNS, *SHEET_ONLY))}{hint}"


def _wording(column: str, kind: str, message: str, given: Mapping[str, Any]) -> str:
    if kind == "missing":
        return f"column {column!r} is empty"
    shown = repr(given[column])[:80] if column != "text" else "its content"
    if column == "answer":
        return f"column 'answer': {shown} is no answer; allowed are {', '.join(ANSWERS)}"
    return f"column {column!r}: {shown}: {message}"
