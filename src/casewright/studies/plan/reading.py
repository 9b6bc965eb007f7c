"""Reads a study file; whatever is wrong with it is said at once, with line and column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from casewright.documents import Document, load_document
from casewright.errors import InputError
from casewright.runs.orders import order_id
from casewright.settings.complaints import complaints
from casewright.studies.plan.cells import PARROT, Cell, Group, StudyPlan, StudyWriter
from casewright.studies.plan.combining import cells_of
from casewright.studies.plan.form import ArmForm, StudyForm
from casewright.studies.plan.groups import GroupReading

__all__ = ["read_study"]

MOST_LISTED = 20
MOST_CELLS = 10_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
Keys = tuple[str | int, ...]


def read_study(path: Path) -> StudyPlan:
    """Reads a YAML file (JSON is YAML); see ``docs/studies`` for its keys.

    Raises:
        InputError: it can't be read, or can't be worked off as it stands: unknown keys, writers or groups, orders that
            no case fits, a round too small to draw all cases of a cell. Each fault is told with its line and column.
    """
    document = load_document(path)
    if not isinstance(document.data, dict):
        raise document.error("a study file must be a mapping with 'title', 'writers' and 'orders'")
    try:
        form = StudyForm.model_validate(document.data)
    except ValidationError as error:
        raise _refused(list(complaints(document, error, StudyForm, "key"))) from None
    reading = _StudyReading(document, form)
    found = reading.read()
    if found is None:
        raise _refused(reading.wrong)
    return found


@dataclass
class _StudyReading:
    """What was read, and what is wrong with it."""

    document: Document
    form: StudyForm
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self) -> StudyPlan | None:
        self._look_at_names()
        writers, groups = self._writers(), self._groups()
        if self.form.arms == ():
            self._complain("'arms' is empty; without it every writer takes every group of orders", ("arms",))
        for at, arm in enumerate(self.form.arms or ()):
            self._look_at(at, arm)
        if self.wrong:
            return None
        cells = cells_of(self.form)
        self._look_over(cells)
        if self.wrong:
            return None
        self.notes += _unused(cells, writers, groups)
        return StudyPlan(
            self.form.title,
            writers,
            groups,
            cells,
            self.form.attempts,
            self.form.budgets.limits(),
            self.document.data,
            tuple(self.notes),
        )

    def _look_at_names(self) -> None:
        for key in ("writers", "orders"):
            for name in getattr(self.form, key):
                if NAME.fullmatch(name) is None:
                    told = f"{name!r} becomes part of a folder's name: at most 40 letters, digits and ._- can"
                    self._complain(told, (key, name))

    def _writers(self) -> dict[str, StudyWriter]:
        found = {}
        for name, form in self.form.writers.items():
            if PARROT in (name.lower(), form.model):
                self._complain("the parrot takes part in every study; it is not named", ("writers", name))
            found[name] = StudyWriter(name, form.model, form.critics, form.seal)
        return found

    def _groups(self) -> dict[str, Group]:
        found: dict[str, Group] = {}
        owner: dict[str, str] = {}
        for name in self.form.orders:
            reading = GroupReading.of(self.document, self.form, name)
            self.wrong += reading.wrong
            self.notes += reading.notes
            if reading.group is None:
                continue
            found[name] = reading.group
            for order in map(order_id, reading.group.orders):
                if order in owner:
                    told = f"{order} stands in {owner[order]!r} and in {name!r}; both would tell the same cases"
                    self._complain(told, ("orders", name))
                owner[order] = name
        return found

    def _look_at(self, at: int, arm: ArmForm) -> None:
        for key, noun, known in (("writers", "writer", self.form.writers), ("orders", "group", self.form.orders)):
            for i, name in enumerate(getattr(arm, key) or ()):
                if name not in known:
                    self._complain(_unknown(noun, name, known), ("arms", at, key, i))

    def _look_over(self, cells: tuple[Cell, ...]) -> None:
        if len(cells) > MOST_CELLS:
            self._complain(f"the study has {len(cells):,} cells; at most {MOST_CELLS:,} are worked off", ())
        named: dict[str, Cell] = {}
        for cell in cells:
            other = named.setdefault(cell.name.casefold(), cell)
            if other != cell:
                both = f"{other.writer!r} on {other.group!r} and {cell.writer!r} on {cell.group!r}"
                self._complain(f"{both} would share the folder {cell.name!r}; rename one", ("writers", cell.writer))

    def _complain(self, told: str, place: Keys) -> None:
        self.wrong.append(str(self.document.error(told, place)))


def _unknown(noun: str, name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    also = " (the parrot takes part by itself)" if name == PARROT else ""
    return f"unknown {noun} {name!r}; known: {', '.join(known)}{f'; nearest: {near[0]}' if near else ''}{also}"


def _unused(cells: tuple[Cell, ...], writers: Mapping[str, object], groups: Mapping[str, object]) -> Iterator[str]:
    for noun, known, used in (
        ("writer", writers, {cell.writer for cell in cells}),
        ("group of orders", groups, {cell.group for cell in cells}),
    ):
        yield from (f"{noun} {name!r} takes part in no arm" for name in known if name not in used)


def _refused(told: list[str]) -> InputError:
    lines = list(dict.fromkeys(told))
    more = [f"and {len(lines) - MOST_LISTED} faults more"] if len(lines) > MOST_LISTED else []
    return InputError("\n".join([*lines[:MOST_LISTED], *more]))
