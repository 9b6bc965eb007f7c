"""A sheet taken back: the rubric it makes, what changed, and the version that asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from casewright.documents import Document
from casewright.errors import UsageError
from casewright.rubrics.comparing import RubricDiff, compare, entry_hash, stated_alone
from casewright.rubrics.inheritance import Inherited, inheritance_problems
from casewright.rubrics.named import NamedRubric, text_of
from casewright.rubrics.reading import RubricFile, read_rubric
from casewright.rubrics.schema import RubricEntry
from casewright.rubrics.sheets.reading import ReadSheet, Row, read_sheet
from casewright.rubrics.sheets.rewriting import rewritten
from casewright.rubrics.sheets.rows import criteria_of, head_of, say_problem
from casewright.rubrics.versions import raised, rise, suffices

__all__ = ["Find", "TakenBack", "take_back"]

Find = Callable[[str], NamedRubric]
"""Gives the rubric of an id that a sheet was made from."""
Rows = Mapping[str, tuple[dict[str, Any], Row]]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A rubric as a sheet states it."""

    file: RubricFile
    text: str
    """Of its file. What didn't change stands as it stood, comments included."""
    diff: RubricDiff
    notes: tuple[str, ...]
    """What whoever edited should know."""


def take_back(path: Path, find: Find) -> TakenBack:
    """Reads a sheet; goldens, differential and whatever it doesn't show come from the rubric that it was made from.

    Args:
        path: A CSV or XLSX file.
        find: Gives the rubric of an id; what it raises says that there is none.

    Raises:
        SheetError: with every problem, its rule and its cell.
        InputError: the file can't be read.
    """
    sheet = read_sheet(path)
    head, rows = head_of(sheet), criteria_of(sheet)
    before = _origin(sheet, head, find)
    edit = _Edit(sheet, before, head, rows)
    made, diff = edit.made()
    sheet.refuse()
    text = rewritten(text_of(before.file.document), before.file.entry, made.entry)
    return TakenBack(made, text, diff, edit.notes(made.entry))


def _origin(sheet: ReadSheet, head: Mapping[str, Any], find: Find) -> NamedRubric:
    if "id" not in head:
        sheet.say("sheet-head", _at(sheet, "rubric"), "the line 'rubric' says which rubric this is, such as who:F32")
        sheet.refuse()
    try:
        found = find(head["id"])
    except UsageError as error:
        sheet.say("sheet-stale", _at(sheet, "rubric"), str(error))
        sheet.refuse()
        raise
    told = sheet.head["made from"].text.strip() if "made from" in sheet.head else ""
    now = entry_hash(found.file.entry)
    if told and told != now:
        entry = found.file.entry
        message = f"{entry.id} {entry.version} ({found.file.document.source}) has changed since: it is {now} now"
        sheet.say("sheet-stale", _at(sheet, "made from"), f"{message}; make a new sheet and carry the edits over")
    return found


def _at(sheet: ReadSheet, name: str) -> str:
    return sheet.head[name].address if name in sheet.head else "-"


@dataclass
class _Edit:
    sheet: ReadSheet
    before: NamedRubric
    head: Mapping[str, Any]
    rows: Rows

    @cached_property
    def above(self) -> Inherited:
        """What the rubric inherits."""
        return self.before.above()

    def made(self) -> tuple[RubricFile, RubricDiff]:
        """The rubric with its version, and how it differs from the one before."""
        before = self.before.file
        if self.sheet.problems:  # nothing that follows can be said of half a rubric
            return before, self._compared(before)
        drawn = self._file({name: data for name, (data, _) in self.rows.items()}, before.entry.version)
        criteria = {name: self._settled(name, drawn) for name in self.rows}
        file = self._file(criteria, before.entry.version)
        self._inheritance(file)
        diff = self._compared(file)
        file = self._file(criteria, self._version(diff), labels_move=diff.needed in ("minor", "major"))
        return file, self._compared(file)

    def _compared(self, file: RubricFile) -> RubricDiff:
        before = self.before.file
        return compare((before, stated_alone(before)), (file, stated_alone(file)))

    def _file(self, criteria: Mapping[str, Any], version: str, *, labels_move: bool = False) -> RubricFile:
        document = self.before.file.document
        old = self.before.file.entry.model_dump(mode="json", exclude_unset=True)
        review = {"status": self.head.get("status", "draft"), "reviewed": self.head.get("reviewed")}
        if labels_move and self._review_stands():
            review = {"status": "draft", "reviewed": None}
        data = {**old, "basis": self.head["basis"], "version": version, **review, "criteria": dict(criteria)}
        stated = {key: value for key, value in data.items() if value is not None}
        return read_rubric(Document(document.source, stated, {}))

    def _review_stands(self) -> bool:
        """Whether a status above draft is still the one of the earlier wording."""
        entry = self.before.file.entry
        was = entry.reviewed.model_dump() if entry.reviewed else None
        return entry.status != "draft" and (entry.status, was) == (self.head.get("status"), self.head.get("reviewed"))

    def _settled(self, name: str, drawn: RubricFile) -> dict[str, Any]:
        """A criterion with the hashes that its labels may still go by."""
        data, row = self.rows[name]
        old, new = stated_alone(self.before.file).criteria.get(name), stated_alone(drawn).criteria[name]
        if old is None or old.hash == new.hash:
            return data
        editorial = row["change"].text.strip() == "editorial"
        if editorial and old.finds != new.finds:
            message = "what the rules find has changed, and with it what they answer; write 'moves-labels'"
            self.sheet.say("sheet-change", row["change"].address, message)
        was = list(dict.fromkeys([*new.was, old.hash])) if editorial else []
        return {**{key: value for key, value in data.items() if key != "was"}, **({"was": was} if was else {})}

    def _inheritance(self, file: RubricFile) -> None:
        for problem in inheritance_problems(file, self.above):
            if problem.path[0] == "criteria":
                say_problem(self.sheet, problem, self.rows[str(problem.path[1])][1])

    def _version(self, diff: RubricDiff) -> str:
        old, told = self.before.file.entry.version, str(self.head["version"])
        proposed = raised(old, diff.needed)
        if told == old:
            return proposed
        if not suffices(rise(old, told), diff.needed):
            message = f"version {told} doesn't rise far enough from {old}: the changes ask for {proposed} at least"
            self.sheet.say("sheet-version", _at(self.sheet, "version"), f"{message}; leave {old}, and it is put in")
        return told

    def notes(self, after: RubricEntry) -> tuple[str, ...]:
        """What follows from the edits."""
        before = self.before.file.entry
        found = [f"column {name!r} was not read" for name in self.sheet.ignored]
        if self._review_stands() and after.status == "draft" and before.status != "draft":
            found.append(f"status {before.status!r} spoke for the earlier questions; it is draft until reviewed anew")
        gone = set(before.criteria) - set(after.criteria) - set(self.above.criteria)
        return (*found, *_dangling(before, gone))


def _dangling(entry: RubricEntry, gone: set[str]) -> Sequence[str]:
    answers = [(number, name) for number, item in enumerate(entry.goldens, 1) for name in item.answers if name in gone]
    return [f"golden {number} still answers {name!r}, which is gone: take the answer out" for number, name in answers]
