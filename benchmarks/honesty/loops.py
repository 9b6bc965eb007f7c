"""Orders put through the real engine: with feedback, without it, and (the first drafts of these) without a gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from casewright.agents.rules_critic import RulesCritic
from casewright.graphs.gating import Gating
from casewright.runs.cast import Cast, cast_of
from casewright.runs.session import RunSession
from casewright.settings import Settings
from casewright.types import Order, Record

__all__ = ["Heard", "OpenCast", "first_draft", "passed", "run_loop"]


Heard = Literal["all", "rules", "certified"]
"""Who decides: rules critic and fact check, the rules critic alone, or what holds a shipped certificate."""


@dataclass(frozen=True)
class OpenCast(Cast):
    """A cast in which critics decide, certified or not: what is measured is the loop."""

    heard: Heard = "all"

    @property
    def gating(self) -> Gating:
        everything = Gating.everything()
        return everything if self.heard == "all" else replace(everything, facts={})


async def run_loop(
    writer: Any, orders: Sequence[Order], folder: Path, *, settings: Settings | None = None, heard: Heard = "all"
) -> list[Record]:
    """Every sample of the orders, in sample order; as many samples are drawn as reports are ordered, and no more.

    Args:
        writer: A writer, or a model's name.
        orders: What is wanted.
        folder: The run's; the same call goes on where it was.
        settings: Those of a user.
        heard: Who decides.
    """
    chosen = settings or Settings()
    cast: Cast = cast_of(chosen, writer=writer, critics=[])
    if heard != "certified":
        cast = OpenCast(cast.writer, (RulesCritic(),), chosen, bench=cast.bench, heard=heard)
    session = RunSession(cast, tuple(orders), folder, max_samples=max(order.n for order in orders))
    found = [record async for record in session.work()]
    return sorted(found, key=lambda record: record.id)


def passed(record: Record) -> bool:
    """Whether the loop let it through, also where its order was full."""
    return record.decision.outcome in ("accepted", "surplus")


def first_draft(record: Record) -> str | None:
    """The text of the first attempt, whatever became of it."""
    if not record.history:
        return record.text
    seen = record.history[0].assessment
    return seen.report.text if seen else None
