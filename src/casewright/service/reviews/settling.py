"""What was said of an item, brought to the ledger: a decision where it is settled, taken back where it no longer is.

Verdicts and decisions are kept in two places. An item is ``settling`` until both agree; whoever comes across one that
was left so brings it to its end, and doing that twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection

from casewright.runs.decisions import record_decision
from casewright.service.reviews.contracts import ItemState
from casewright.service.reviews.rows import take_turn, turn_item
from casewright.service.reviews.subject import stands
from casewright.service.reviews.verdicts import Panel, read_panels
from casewright.service.site import Site
from casewright.types import Outcome

__all__ = ["Ending", "ending_of", "settle_item", "state_of"]

AND = " and "
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Ending:
    """What a panel came to: the word, by whom and why."""

    word: Literal["accept", "reject"]
    who: str
    why: str


def ending_of(panel: Panel, raters: int) -> Ending | None:
    """What is settled: by the adjudication, or by as many raters as are wanted who agree."""
    third = panel.adjudication
    if third is not None:
        return Ending(third.outcome, third.who, third.reason)
    said = panel.raters
    if len(said) < raters or len({one.outcome for one in said}) > 1:
        return None
    why = "; ".join(dict.fromkeys(one.reason for one in said))
    return Ending(said[0].outcome, AND.join(one.who for one in said), why[:LONGEST])


def state_of(panel: Panel, raters: int) -> ItemState:
    """Where an item stands by its panel, once the ledger knows."""
    if ending_of(panel, raters) is not None:
        return "settled"
    return "split" if len({one.outcome for one in panel.raters}) > 1 else "open"


async def settle_item(site: Site, project: str, run: str, sample: str) -> Outcome | None:
    """Brings an item that is settling to its end; the sample's outcome where it is settled then."""
    ledger, raters = await site.ledgers.of(project), site.serving.raters
    while True:
        panel = await site.database.read(lambda connection: _panel(connection, project, run, sample))
        ending = ending_of(panel, raters)
        outcome: Outcome | None = None
        if ending is not None:
            decided = await record_decision(ledger, run, sample, ending.word, who=ending.who, why=ending.why)
            outcome = decided.outcome
        else:
            await _take_back(ledger, run, sample, panel)
        seen = _last(panel)
        if await site.database.run(lambda c: _end(c, project, run, sample, seen, raters, outcome)):  # noqa: B023
            return outcome


async def _take_back(ledger: Any, run: str, sample: str, panel: Panel) -> None:
    found = await ledger.sample(run, sample)
    if found is None or not stands(found.decision):
        return
    who = panel.said[-1].who if panel.said else "the review"
    await record_decision(ledger, run, sample, "withdraw", who=who, why="taken back in the review")


def _panel(connection: Connection, project: str, run: str, sample: str) -> Panel:
    return read_panels(connection, project, [(run, sample)])[run, sample]


def _last(panel: Panel) -> tuple[int, ...]:
    return tuple(one.sequence for one in panel.standing)


def _end(
    connection: Connection, project: str, run: str, sample: str, seen: tuple[int, ...], raters: int,
    outcome: Outcome | None,
) -> bool:  # fmt: skip
    """Whether nothing more was said in between; if so, the item is no longer settling."""
    row = take_turn(connection, project, run, sample)
    panel = _panel(connection, project, run, sample)
    if _last(panel) != seen:
        return False
    if row is not None and row.state == "settling":
        more = {"outcome": outcome} if outcome else {}
        turn_item(connection, project, run, sample, state_of(panel, raters), **more)
    return True
