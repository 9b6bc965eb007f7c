"""The blinded sheet: opaque ids in shuffled order, the text, the question, and columns to fill in; its key apart.

No verdict, operator, truth or model is on it, nor the code that the report was written for: what was expected would
colour what is read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.exams.labels.key import KeyEntry, write_key
from casewright.exams.labels.label import ANSWERS
from casewright.exams.labels.tabular import write_table
from casewright.exams.sampling.candidates import Candidate
from casewright.exams.word_bank import bank
from casewright.types import Language

__all__ = ["SHEET_COLUMNS", "blind", "write_sheet"]

SHEET_COLUMNS = (
    "report", "text", "question", "guidance", "answer", "quote", "confidence", "comment", "rater", "criterion",
    "criterion_hash", "guideline",
)  # fmt: skip
Rows = list[Mapping[str, Any]]


def blind(
    chosen: Sequence[Candidate], *, seed: int = 0, rater: str = "", guideline: str = ""
) -> tuple[Rows, list[KeyEntry]]:
    """Rows of the sheet and entries of its key; reports in shuffled order, and within each the questions.

    Args:
        chosen: The questions.
        seed: Of the order.
        rater: Filled in where one person gets the sheet.
        guideline: Version of the instructions that raters work by.
    """
    dice = random.Random(f"sheet {seed}")  # noqa: S311 - no secrets here
    reports = list(dict.fromkeys(item.source.id for item in chosen))
    dice.shuffle(reports)
    rows: Rows = []
    key: list[KeyEntry] = []
    for number, report in enumerate(reports, start=1):
        asked = [item for item in chosen if item.source.id == report]
        dice.shuffle(asked)
        opaque = f"r{number:03}"
        rows += [{**row, "rater": rater, "guideline": guideline} for row in _rows(opaque, asked)]
        key.append(_entry(opaque, asked))
    return rows, key


def write_sheet(path: Path, key: Path, chosen: Sequence[Candidate], **how: Any) -> None:
    """Writes the sheet (CSV, XLSX or JSONL) and its key (JSONL); `blind` says how.

    Raises:
        InputError: nothing to ask, the two are one file, or the format can't hold a text.
        StorageError: a file can't be written.
    """
    if not chosen:
        raise InputError("there is nothing to label: no report has an applicable criterion that isn't labelled yet")
    if path.absolute() == key.absolute():
        raise InputError(f"the key needs a file of its own; {str(key)!r} is the sheet")
    rows, entries = blind(chosen, **how)
    write_table(path, SHEET_COLUMNS, rows, {"answer": ANSWERS})
    write_key(key, entries)


def _rows(opaque: str, asked: Sequence[Candidate]) -> Iterator[dict[str, Any]]:
    for item in asked:
        language, criterion = item.source.report.language, item.criterion
        yield {
            "report": opaque,
            "text": item.source.report.text,
            "question": criterion.asks.get(language) or criterion.asks["en"],
            "guidance": _guidance(language, criterion.guidance.get(language) or ""),
            "criterion": criterion.id,
            "criterion_hash": criterion.hash,
        }


def _guidance(language: Language, own: str) -> str:
    told: str = bank("labelling")[language]
    return f"{own.strip()} {told}".strip()


def _entry(opaque: str, asked: Sequence[Candidate]) -> KeyEntry:
    source = asked[0].source
    return KeyEntry(
        opaque=opaque,
        report=source.id,
        text=source.report.text,
        code=source.code,
        system=source.system,
        kind=source.report.kind,
        language=source.report.language,
        why={item.criterion.id: item.why for item in asked},
    )
