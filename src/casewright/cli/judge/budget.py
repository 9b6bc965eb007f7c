"""What ``--budget`` may say: calls (500), a time (90s, 10m, 2h) or dollars ($2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from casewright.exams.examining import ExamBudget

__all__ = ["BudgetType"]

SHAPE = re.compile(r"(?P<usd>\$)?(?P<number>\d+(?:\.\d+)?)(?P<unit>s|m|h|calls)?", re.IGNORECASE)
SECONDS = {"s": 1, "m": 60, "h": 3600}


class BudgetType(click.ParamType["ExamBudget"]):
    """One limit."""

    name = "budget"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "CALLS|90s|10m|2h|$2"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ExamBudget:
        """The budget of what was typed; a wrong one ends the command with what is allowed."""
        from casewright.exams.examining import ExamBudget

        found = SHAPE.fullmatch(str(value).strip())
        if found is None or not float(found["number"]) or (found["usd"] and found["unit"]):
            self.fail(f"{value!r} is no budget; allowed are calls (500), a time (90s, 10m, 2h) or dollars ($2)")
        number, unit = float(found["number"]), (found["unit"] or "calls").lower()
        if found["usd"]:
            return ExamBudget(usd=number)
        return ExamBudget(calls=number) if unit == "calls" else ExamBudget(seconds=number * SECONDS[unit])
