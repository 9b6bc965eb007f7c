"""Where a review stands."""

from __future__ import annotations

import time
from typing import Any, get_args

from sqlalchemy import Connection, func, not_, select

from casewright.service.principal import Principal
from casewright.service.reviews.contracts import ItemState, Progress
from casewright.service.reviews.indexing import look_again
from casewright.service.reviews.queue import judged_by
from casewright.service.reviews.verdicts import LABELS, WITHDRAW
from casewright.service.site import Site
from casewright.service.store import tables

__all__ = ["progress_of"]

ITEMS, VERDICTS = tables.items, tables.verdicts
STATES: tuple[ItemState, ...] = get_args(ItemState)
DAY = 86_400.0


async def progress_of(site: Site, caller: Principal, run: str | None = None) -> Progress:
    """Counts over the caller's project, or over one run of it."""
    indexed = await look_again(site, caller.project)
    found = await site.database.read(lambda connection: _counted(connection, caller, run))
    return Progress(**found, raters=site.serving.raters, blind=site.serving.blind, indexed=indexed)


def _counted(connection: Connection, caller: Principal, run: str | None) -> dict[str, Any]:
    own = [ITEMS.c.project == caller.project, *([ITEMS.c.run == run] if run else [])]
    states = connection.execute(select(ITEMS.c.state, func.count()).where(*own).group_by(ITEMS.c.state)).all()

    def count(*conditions: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(ITEMS).where(*own, *conditions)).scalar_one())

    judged, open_ = judged_by(caller.name), ITEMS.c.state == "open"
    known = {state: number for state, number in states}  # noqa: C416 - rows are no pairs to a type checker
    return {
        "states": {state: known.get(state, 0) for state in STATES},
        "waiting": count(open_, ITEMS.c.outcome == "needs_review"),
        "mine": count(judged),
        "left": count(open_, not_(judged)),
        "today": _today(connection, caller, run),
    }


def _today(connection: Connection, caller: Principal, run: str | None) -> int:
    said = [VERDICTS.c.project == caller.project, VERDICTS.c.who == caller.name, VERDICTS.c.at >= time.time() - DAY]
    said += [VERDICTS.c.word.not_in((WITHDRAW, LABELS)), *([VERDICTS.c.run == run] if run else [])]
    return int(connection.execute(select(func.count()).select_from(VERDICTS).where(*said)).scalar_one())
