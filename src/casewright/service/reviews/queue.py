"""What wants looking at, first what critics differ on and what is near a line."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, not_, or_, select
from sqlalchemy.engine import Row

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.contracts import QueueFilter, QueuePage, QueueRow
from casewright.service.reviews.indexing import look_again
from casewright.service.reviews.item import is_blind
from casewright.service.reviews.locking import Held, held_seats
from casewright.service.reviews.tokens import Place, place_of, token_of
from casewright.service.reviews.verdicts import WITHDRAW, Panel, read_panels
from casewright.service.site import Site
from casewright.service.store import tables

__all__ = ["judged_by", "next_item", "queue_of"]

ITEMS, VERDICTS, LOCKS, KEYS = tables.items, tables.verdicts, tables.locks, tables.keys
MOST = 200
NEXT = 20
"""Rows that are looked through at once for one that is free."""


async def queue_of(
    site: Site, caller: Principal, asked: QueueFilter | None = None, *, after: str = "", limit: int = 50
) -> QueuePage:
    """A page of the queue of the caller's project.

    Args:
        site: The service.
        caller: Who looks.
        asked: Which items; by default the open ones that the caller has not judged.
        after: The token of the page before.
        limit: At most 200.

    Raises:
        Problem: bad-request, for a token that is none; unusable, for an outcome that blind raters may not ask for.
    """
    asked, most = asked or QueueFilter(), max(1, min(limit, MOST))
    if site.serving.blind and asked.outcome not in (None, "needs_review") and asked.state != "settled":
        raise Problem("unusable", "in blind mode outcome may be needs_review, or state settled: others would tell")
    place = place_of(after) if after else None
    await look_again(site, caller.project)
    rows = await site.database.read(lambda connection: _rows(connection, site, caller, asked, place, most + 1))
    more = len(rows) > most
    token = token_of((rows[most - 1][0].priority, rows[most - 1][0].run, rows[most - 1][0].sample)) if more else ""
    return QueuePage(tuple(_row(site, caller, *found) for found in rows[:most]), token)


async def next_item(
    site: Site, caller: Principal, asked: QueueFilter | None = None, *, skip: Collection[tuple[str, str]] = ()
) -> QueueRow | None:
    """The first item that the caller may judge and no other has locked, apart from these (run, sample)."""
    after, passed = "", frozenset(skip)
    while True:
        page = await queue_of(site, caller, asked, after=after, limit=NEXT + len(passed))
        for row in page.rows:
            wanted = 1 if row.state == "split" else max(1, site.serving.raters - row.verdicts)
            if (row.run, row.sample) not in passed and not row.judged and len(row.locked_by) < wanted:
                return row
        if not page.after:
            return None
        after = page.after


def judged_by(who: str) -> ColumnElement[bool]:
    """Whether this person's verdict on an item stands."""
    own = and_(
        VERDICTS.c.project == ITEMS.c.project,
        VERDICTS.c.run == ITEMS.c.run,
        VERDICTS.c.sample == ITEMS.c.sample,
        VERDICTS.c.who == who,
        VERDICTS.c.word != "labels",
    )
    last = select(VERDICTS.c.word).where(own).order_by(VERDICTS.c.sequence.desc()).limit(1).scalar_subquery()
    return and_(exists().where(own), last != WITHDRAW)


def _rows(
    connection: Connection, site: Site, caller: Principal, asked: QueueFilter, place: Place | None, most: int
) -> list[tuple[Row[Any], Panel, list[Held]]]:
    order = (ITEMS.c.priority.desc(), ITEMS.c.run.desc(), ITEMS.c.sample.desc())
    wanted = select(ITEMS).where(*_conditions(site, caller, asked, place)).order_by(*order).limit(most)
    rows = connection.execute(wanted).all()
    keys = [(row.run, row.sample) for row in rows]
    panels = read_panels(connection, caller.project, keys)
    held = held_seats(connection, caller.project, keys, time.time())
    return [(row, panels[key], held[key]) for row, key in zip(rows, keys, strict=True)]


def _conditions(
    site: Site, caller: Principal, asked: QueueFilter, place: Place | None
) -> Sequence[ColumnElement[bool]]:
    equal = {name: getattr(asked, name) for name in ("state", "run", "code", "language", "kind", "outcome")}
    found = [ITEMS.c.project == caller.project]
    found += [ITEMS.c[name] == value for name, value in equal.items() if value is not None]
    if asked.mine:
        found.append(not_(judged_by(caller.name)))
    if asked.free:
        found.append(_is_free(caller, site.serving.raters))
    if place is not None:
        found.append(_behind(place))
    return found


def _behind(place: Place) -> ColumnElement[bool]:
    priority, run, sample = place
    same = ITEMS.c.priority == priority
    return or_(
        ITEMS.c.priority < priority,
        and_(same, ITEMS.c.run < run),
        and_(same, ITEMS.c.run == run, ITEMS.c.sample < sample),
    )


def _is_free(caller: Principal, raters: int) -> ColumnElement[bool]:
    """Fewer others are at it than there are seats, verdicts that are in aside."""
    others = (
        select(func.count())
        .select_from(LOCKS.outerjoin(KEYS, KEYS.c.id == LOCKS.c.key))
        .where(
            LOCKS.c.project == ITEMS.c.project,
            LOCKS.c.run == ITEMS.c.run,
            LOCKS.c.sample == ITEMS.c.sample,
            LOCKS.c.until >= time.time(),
            func.coalesce(KEYS.c.name, LOCKS.c.key) != caller.name,
        )
        .scalar_subquery()
    )
    return others < raters


def _row(site: Site, caller: Principal, row: Row[Any], panel: Panel, held: list[Held]) -> QueueRow:
    blind = is_blind(site, row.state, panel, caller.name)
    return QueueRow(
        run=row.run,
        sample=row.sample,
        code=row.code,
        language=row.language,
        kind=row.kind,
        state=row.state,
        verdicts=len(panel.raters),
        judged=panel.of(caller.name) is not None,
        locked_by=tuple(one.who for one in held if one.who != caller.name),
        outcome=None if blind else row.outcome,
        disagreement=None if blind else row.disagreement,
        nearness=None if blind else row.nearness,
        priority=None if blind else row.priority,
    )
