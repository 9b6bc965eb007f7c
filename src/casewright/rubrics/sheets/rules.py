"""What can be wrong with a sheet, by name. `docs/rubric-lint.md` has an example and a fix for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casewright.errors import InputError

__all__ = ["SHEET_RULES", "SheetError", "SheetProblem"]

SHEET_RULES: Mapping[str, str] = {
    "sheet-file": "the file is no XLSX workbook or CSV table that can be read",
    "sheet-encoding": "a CSV file is neither UTF-8 nor UTF-16 with a byte order mark",
    "sheet-heading": "no row names the columns",
    "sheet-column": "a column that must be there isn't, or stands twice",
    "sheet-head": "a line about the rubric is missing, stands twice, or has a value that it can't have",
    "sheet-stale": "the rubric isn't there, or isn't the one that the sheet was made from",
    "sheet-formula": "a cell holds a formula or its error",
    "sheet-merged": "cells are merged",
    "sheet-date": "a spreadsheet made a date of what was typed",
    "sheet-stray": "text stands outside the columns",
    "sheet-id": "a criterion without an id, or with one that can't be",
    "sheet-duplicate": "two rows have one id",
    "sheet-empty": "a cell that must be filled in is empty",
    "sheet-choice": "a word that isn't one of those allowed",
    "sheet-weight": "a weight that is no number, or is negative",
    "sheet-ages": "ages that can't be read",
    "sheet-finds": "finds is no YAML or JSON",
    "sheet-was": "an earlier hash that is none",
    "sheet-change": "an edit called editorial that changes what code finds",
    "sheet-version": "the version doesn't rise as far as the changes ask",
}
"""Beside these, cells break rules of the lint: concept, finds, form, kind, lost-contradiction, regex."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong with a cell, by its address as a spreadsheet shows it."""

    rule: str
    cell: str
    message: str

    def __str__(self) -> str:
        return f"{self.cell}: [{self.rule}] {self.message}"


class SheetError(InputError):
    """A sheet that can't be taken back, with everything that is wrong with it."""

    def __init__(self, source: str | Path, problems: Iterable[SheetProblem]) -> None:
        self.source, self.problems = str(source), tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{str(source)!r} is refused and nothing was written; problems: {len(self.problems)}\n{lines}")
