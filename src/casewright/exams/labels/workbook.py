"""Tables in XLSX: the first sheet, its first row the heading. Formulas are neither written nor run."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.exams.labels.escaping import escaped

__all__ = ["read_workbook", "workbook_bytes"]

MAX_CELL = 32_767
"""Characters that a cell of XLSX can hold (ECMA-376)."""
MAX_UNPACKED = 200_000_000
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 can't hold."""


def read_workbook(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows with their numbers as a spreadsheet shows them. A formula is read as its own text.

    Raises:
        InputError: not there, damaged, too large, or no workbook.
    """
    rows = _cells(path)
    heading = [str(value).strip() if value is not None else "" for value in next(rows, ())]
    for number, values in enumerate(rows, start=2):
        row = {name: value for name, value in zip(heading, values, strict=False) if name}
        if any(value is not None for value in row.values()):
            yield number, row


def _cells(path: Path) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook

    try:
        _check_size(path)
        with warnings.catch_warnings():  # it warns of formatting that it doesn't keep
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=False)
            rows = [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)] if book.worksheets else []
            book.close()
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror or error}") from None
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:  # an XML parse error is a SyntaxError
        raise InputError(f"{str(path)!r} is no XLSX workbook that can be read: {error}") from None
    yield from rows


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise InputError(f"{str(path)!r} unpacks to {unpacked:,} bytes; at most {MAX_UNPACKED:,} are read")


def workbook_bytes(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], choices: Mapping[str, Sequence[str]]
) -> bytes:
    """A workbook of these rows. ``choices`` are offered in a list for the cells of their columns.

    Raises:
        InputError: a text longer than a cell can be.
    """
    from openpyxl import Workbook

    fitted = [[_fitting(name, escaped(row.get(name))) for name in columns] for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("labels")
    sheet.freeze_panes = "A2"
    _offer(sheet, columns, choices)
    sheet.append(list(columns))
    for values in fitted:
        sheet.append([_cell(sheet, value) for value in values])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if cell.data_type in ("f", "e"):  # what looks like a formula or an error is text here
        cell.data_type = "s"
    return cell


def _offer(sheet: Any, columns: Sequence[str], choices: Mapping[str, Sequence[str]]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for name, values in choices.items():
        letter = get_column_letter(list(columns).index(name) + 1)
        offered = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
        offered.add(f"{letter}2:{letter}1048576")
        sheet.data_validations.append(offered)


def _fitting(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if len(value) > MAX_CELL:
        raise InputError(f"{name} of {len(value):,} characters; a cell of XLSX holds {MAX_CELL:,}: write CSV or JSONL")
    return FORBIDDEN.sub("\ufffd", value)
