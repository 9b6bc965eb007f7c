"""A rubric as a sheet: a row a criterion, its own to be edited, the inherited ones to be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casewright.errors import InputError
from casewright.rubrics.comparing import entry_hash
from casewright.rubrics.criterion import Criterion
from casewright.rubrics.named import NamedRubric
from casewright.rubrics.schema import AgesEntry, CriterionEntry, ExamplesEntry, GuidanceEntry, WordingEntry
from casewright.rubrics.sheets.cells import cells_of
from casewright.rubrics.sheets.columns import COLUMNS, HEAD, SHEETS
from casewright.rubrics.sheets.comma_separated import csv_bytes
from casewright.rubrics.sheets.workbooks import workbook_bytes

__all__ = ["FORMATS", "sheet_bytes", "suffix_of"]

FORMATS = (".csv", ".xlsx")


def sheet_bytes(rubric: NamedRubric, form: str = ".csv") -> bytes:
    """The sheet of a rubric in one of `FORMATS`.

    Raises:
        DocumentError: a rubric that it inherits from can't be used.
        InputError: a text that the format can't hold.
    """
    own, head, above = list(_own(rubric)), list(_head(rubric)), list(_above(rubric))
    if form == ".xlsx":
        sheets = {SHEETS["own"]: own, SHEETS["head"]: head, SHEETS["inherited"]: [list(COLUMNS), *above]}
        return workbook_bytes(sheets)
    return csv_bytes([*head, [], *own, *above])


def suffix_of(path: Path) -> str:
    """The format that a file's name asks for.

    Raises:
        InputError: none that a sheet can have.
    """
    if path.suffix.lower() not in FORMATS:
        raise InputError(f"can't tell the format of {str(path)!r} from its name; known: {', '.join(FORMATS)}")
    return path.suffix.lower()


def _own(rubric: NamedRubric) -> Iterator[list[str]]:
    yield list(COLUMNS)
    for name, entry in rubric.file.entry.criteria.items():
        yield _row(cells_of(name, entry))


def _above(rubric: NamedRubric) -> Iterator[list[str]]:
    """Inherited criteria that still stand, each with where it comes from."""
    entry = rubric.file.entry
    for name, item in rubric.above().criteria.items():
        if name not in entry.criteria and name not in entry.disable:
            yield _row({**cells_of(name, _entry(item)), "from": f"{item.origin.rubric} {item.origin.version}"})


def _row(cells: dict[str, str]) -> list[str]:
    return [cells.get(name, "") for name in COLUMNS]


def _head(rubric: NamedRubric) -> Iterator[list[str]]:
    entry = rubric.file.entry
    review = entry.reviewed
    values = (entry.id, entry.version, entry.basis, entry.status)
    reviewed = (review.role, review.date) if review else ("", "")
    for name, value in zip(HEAD, (*values, *reviewed, entry_hash(entry)), strict=True):
        yield [name, value]


def _entry(item: Criterion) -> CriterionEntry:
    examples = {name: list(texts) for name, texts in item.examples.items()}
    return CriterionEntry(
        role=item.role,
        aspect=item.aspect,
        asks=WordingEntry.model_validate(dict(item.asks)),
        weight=item.weight,
        kinds=None if item.kinds is None else list(item.kinds),
        ages=AgesEntry(min=item.ages.min, max=item.ages.max),
        finds=dict(item.finds),
        want=item.want,
        clause=item.clause,
        guidance=GuidanceEntry.model_validate(dict(item.guidance)),
        examples=ExamplesEntry.model_validate(examples),
        was=list(item.was),
    )
