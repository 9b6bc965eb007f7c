"""An exam paper: base texts as they are, with defects planted in them, and with harmless edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casewright.exams.bases import Base
from casewright.exams.edits import EDITORS
from casewright.exams.goldens import goldens
from casewright.exams.operators import OPERATORS, Stage
from casewright.types import Fact, Report

__all__ = ["Item", "Sort", "paper"]

Sort = Literal["base", "defect", "edit", "attack"]


@dataclass(frozen=True, slots=True)
class Item:
    """One report to be judged. ``name`` is the operator's, editor's or attack's, empty for a base text as it is.

    ``facts`` are those that its text tells, or ``None`` where that can't be said; ``code`` is what it is judged as.
    """

    id: str
    base: Base
    sort: Sort
    name: str
    report: Report
    facts: tuple[Fact, ...] | None
    code: str
    description: str = ""
    expects: Stage | None = None
    """For a defect: the first stage of the gate that should object."""


def paper(chosen: Sequence[Base] | None = None, seed: int = 0) -> list[Item]:
    """Every base as it is, with each defect and with each harmless edit that applies to it.

    Args:
        chosen: The base texts to take; the goldens by default.
        seed: Another seed plants the same kinds of defect elsewhere.
    """
    found: list[Item] = []
    for base in goldens() if chosen is None else chosen:
        told, code = base.case.facts, base.case.code
        found.append(Item(base.id, base, "base", "", base.report, told, code))
        for name, operator in OPERATORS.items():
            if (made := operator(base, seed)) is not None:
                as_code = made.judged_as or code
                place = f"{base.id}.{name}"
                said = (made.description, made.expects)
                found.append(Item(place, base, "defect", name, made.report, made.facts, as_code, *said))
        for name, editor in EDITORS.items():
            if (edit := editor(base, seed)) is not None:
                found.append(Item(f"{base.id}.{name}", base, "edit", name, edit.report, told, code, edit.description))
    return found
