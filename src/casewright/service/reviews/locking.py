"""Who is at an item: a seat for each rater that is wanted, lost after a while without a sign of life."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.contracts import ItemState, Lock
from casewright.service.reviews.identity import known_ids
from casewright.service.reviews.indexing import index_sample
from casewright.service.reviews.rows import is_item, read_item, take_turn
from casewright.service.reviews.verdicts import Panel, read_panels
from casewright.service.site import Site
from casewright.service.store import tables

__all__ = ["Held", "drop_seat", "held_seats", "release_item", "seats_of", "seats_open", "take_item", "take_seat"]

LOCKS, KEYS = tables.locks, tables.keys


@dataclass(frozen=True, slots=True)
class Held:
    """A seat that is taken, by name: a person whose key was rotated keeps theirs."""

    seat: int
    who: str
    until: float


async def take_item(site: Site, caller: Principal, run: str, sample: str) -> Lock | None:
    """Takes a seat at an item, or keeps the one that the caller has for another while: call it again as a heartbeat.

    Returns:
        ``None`` where there is nothing that the caller could judge.

    Raises:
        Problem: not-found; locked, by whom stands in its member ``by``.
    """
    known_ids(run, sample)
    project = caller.project
    if await site.database.read(lambda connection: read_item(connection, project, run, sample)) is None:
        await index_sample(site, project, run, sample)
    return await site.database.run(lambda connection: _take(connection, site, caller, run, sample))


async def release_item(site: Site, caller: Principal, run: str, sample: str) -> None:
    """Gives the caller's seat back; nothing where there is none."""
    known_ids(run, sample)
    await site.database.run(lambda connection: drop_seat(connection, caller, run, sample))


def _take(connection: Connection, site: Site, caller: Principal, run: str, sample: str) -> Lock | None:
    row = take_turn(connection, caller.project, run, sample)
    if row is None:
        raise Problem("not-found", "no such item")
    panel = read_panels(connection, caller.project, [(run, sample)])[run, sample]
    if not seats_open(row.state, panel, caller.name, site.serving.raters):
        return None
    return take_seat(connection, site, caller, run, sample, seats=seats_of(row.state, panel, site.serving.raters))


def seats_open(state: ItemState, panel: Panel, who: str, raters: int) -> bool:
    """Whether a person could judge an item that nobody is at."""
    if state == "split":
        return panel.of(who) is None
    return state == "open" and panel.of(who) is None and len(panel.raters) < raters


def seats_of(state: ItemState, panel: Panel, raters: int) -> int:
    """How many may be at an item at once."""
    return 1 if state == "split" else max(1, raters - len(panel.raters))


def take_seat(connection: Connection, site: Site, caller: Principal, run: str, sample: str, *, seats: int) -> Lock:
    """The caller's seat, kept or newly taken.

    Raises:
        Problem: locked.
    """
    now = time.time()
    held = held_seats(connection, caller.project, [(run, sample)], now)[run, sample]
    others = [one for one in held if one.who != caller.name]
    if len(others) >= seats:
        raise Problem("locked", "another reviewer is at this item", by=[one.who for one in others])
    drop_seat(connection, caller, run, sample, before=now)
    taken = {one.seat for one in others}
    seat = next(number for number in range(len(others) + 1) if number not in taken)
    until = now + site.serving.lock_seconds
    place = {"project": caller.project, "run": run, "sample": sample, "seat": seat}
    connection.execute(insert(LOCKS).values(**place, key=caller.key, until=until))
    return Lock(run, sample, seat, until)


def drop_seat(connection: Connection, caller: Principal, run: str, sample: str, *, before: float | None = None) -> None:
    """Gives back the seats of the caller's keys, and with ``before`` those that ran out by then."""
    own = select(KEYS.c.id).where(KEYS.c.project == caller.project, KEYS.c.name == caller.name)
    gone = LOCKS.c.key.in_(own) | (LOCKS.c.key == caller.key)
    if before is not None:
        gone = gone | (LOCKS.c.until < before)
    connection.execute(delete(LOCKS).where(is_item(caller.project, run, sample, LOCKS), gone))


def held_seats(
    connection: Connection, project: str, items: Sequence[tuple[str, str]], now: float
) -> Mapping[tuple[str, str], list[Held]]:
    """Who is at some items."""
    found: dict[tuple[str, str], list[Held]] = {item: [] for item in items}
    for run in {run for run, _ in items}:
        samples = [sample for own, sample in items if own == run]
        where = (LOCKS.c.project == project, LOCKS.c.run == run, LOCKS.c.sample.in_(samples), LOCKS.c.until >= now)
        named = select(LOCKS, KEYS.c.name).outerjoin(KEYS, KEYS.c.id == LOCKS.c.key)
        for row in connection.execute(named.where(*where).order_by(LOCKS.c.seat)):
            found[run, row.sample].append(Held(row.seat, row.name or row.key, row.until))
    return found
