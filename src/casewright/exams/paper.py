"""An exam paper: the goldens as they are, with defects planted in them, and with harmless edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casewright.exams.edits import EDITORS
from casewright.exams.goldens import Golden, goldens
from casewright.exams.operators import OPERATORS
from casewright.types import Report

__all__ = ["Item", "Sort", "paper"]

Sort = Literal["golden", "defect", "edit"]


@dataclass(frozen=True, slots=True)
class Item:
    """One report to be judged. ``name`` is the operator's or editor's, empty for a golden as it is."""

    id: str
    golden: Golden
    sort: Sort
    name: str
    report: Report
    description: str = ""


def paper(chosen: Sequence[Golden] | None = None, seed: int = 0) -> list[Item]:
    """Every golden as it is, with each defect and with each harmless edit that applies to it.

    Args:
        chosen: The goldens to take; all of them by default.
        seed: Another seed plants the same kinds of defect elsewhere.
    """
    found: list[Item] = []
    for golden in goldens() if chosen is None else chosen:
        found.append(Item(golden.id, golden, "golden", "", golden.report))
        for name, operator in OPERATORS.items():
            if (defect := operator(golden, seed)) is not None:
                found.append(_item(golden, "defect", name, defect.report, defect.description))
        for name, editor in EDITORS.items():
            if (edit := editor(golden, seed)) is not None:
                found.append(_item(golden, "edit", name, edit.report, edit.description))
    return found


def _item(golden: Golden, sort: Sort, name: str, report: Report, description: str) -> Item:
    return Item(f"{golden.id}.{name}", golden, sort, name, report, description)
