"""Reports that could be labelled: from rows of a file, with the votes that a record brings, or from an exam's paper."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casewright.errors import CasewrightError
from casewright.exams.paper import Item
from casewright.exams.sampling.candidates import ToLabel
from casewright.icd10 import table
from casewright.runs.evaluation import BadRow, Row
from casewright.types import Report, Vote
from casewright.vocabulary.kinds import kind, split_sections
from casewright.wire import from_json

__all__ = ["VERSIONS", "from_items", "from_rows"]

VERSIONS = 4
"""Versions of one base text that are looked at."""


def from_rows(rows: Iterable[Row | BadRow], system: str) -> tuple[list[ToLabel], list[BadRow]]:
    """The reports of these rows, and those rows that hold none.

    Args:
        rows: As `casewright.runs.evaluation.read_rows` gives them; records of a run or an evaluation bring their votes.
        system: Code system of rows that name none.
    """
    found: list[ToLabel] = []
    bad: list[BadRow] = []
    for row in rows:
        if isinstance(row, BadRow):
            bad.append(row)
            continue
        try:
            found.append(_report(row, system))
        except CasewrightError as error:
            bad.append(BadRow(row.number, str(error)))
    return found, bad


def _report(row: Row, system: str) -> ToLabel:
    named = str(row.extra.get("system") or system)
    code, sort = table(named).normalise(row.code), kind(row.kind).id
    report = Report(row.text, split_sections(row.text, row.language, sort), row.language, sort)
    return ToLabel(row.id, report, named, code, row.id, votes=tuple(_votes(row.extra)))


def _votes(extra: Mapping[str, Any]) -> Iterator[Vote]:
    """Those of a record; whatever else a row holds under that name is nobody's vote."""
    fidelity = extra.get("fidelity")
    criteria = fidelity.get("criteria") if isinstance(fidelity, Mapping) else None
    for criterion in criteria if isinstance(criteria, list) else ():
        for vote in criterion.get("votes", ()):
            yield from_json(Vote, {"criterion": criterion.get("id"), **vote})


def from_items(items: Iterable[Item], seed: int = 0) -> list[ToLabel]:
    """An exam's items. Those of one base are one group: two versions side by side show what was planted.

    Of each base a few versions are drawn: one of them at most will stand on the sheet, and critics read them all.
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.sort != "attack":
            groups.setdefault(item.base.id, []).append(item)
    dice = random.Random(seed)  # noqa: S311 - no secrets here
    drawn = [item for group in groups.values() for item in dice.sample(group, min(VERSIONS, len(group)))]
    return [
        ToLabel(item.id, item.report, item.base.case.system, item.code, item.base.id, item.base.case.person.age)
        for item in drawn
    ]
