"""Follows what was decided in a project's runs, and keeps an item of every sample that people can judge."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from casewright.ledger.protocol import Event
from casewright.service.reviews.rows import keep_items, stuck_items, upsert
from casewright.service.reviews.settling import settle_item
from casewright.service.reviews.subject import Reader, Subject
from casewright.service.site import Site
from casewright.service.store import tables

__all__ = ["index_sample", "look_again"]

BATCH = 200
PROJECT = ""
"""The cursor's run: one place in the events of all runs."""


async def look_again(site: Site, project: str, seconds: float = 0.5) -> bool:
    """Takes in what was decided since; whether all of it is in after at most this time. It goes on without us."""
    name = f"reviews of {project}"
    site.background.begin(name, lambda: _catch_up(site, project))
    return await site.background.wait(name, seconds)


async def index_sample(site: Site, project: str, run: str, sample: str) -> Subject | None:
    """One sample as the ledger has it now, and its item brought up to date; ``None`` where it can't be judged."""
    reader = Reader(project, await site.ledgers.of(project), site.profiles)
    subject = await reader.subject(run, sample)
    if subject is not None:
        await site.database.run(lambda connection: _keep(connection, [subject]))
    return subject


async def _catch_up(site: Site, project: str) -> None:
    ledger = await site.ledgers.of(project)
    after = await site.database.read(lambda connection: _cursor(connection, project))
    while events := await ledger.feed(after, BATCH):
        found = await _subjects(Reader(project, ledger, site.profiles), events)
        after = events[-1].sequence
        await site.database.run(lambda connection: _taken_in(connection, project, found, after))  # noqa: B023 - awaited
    for run, sample in await site.database.read(lambda connection: stuck_items(connection, project)):
        await settle_item(site, project, run, sample)


async def _subjects(reader: Reader, events: Iterable[Event]) -> list[Subject]:
    named = dict.fromkeys((event.run, event.sample) for event in events if event.sample is not None)
    found = [await reader.subject(run, sample) for run, sample in named]
    return [subject for subject in found if subject is not None]


def _taken_in(connection: Connection, project: str, found: Iterable[Subject], after: int) -> None:
    _keep(connection, found)
    place = {"project": project, "run": PROJECT, "sequence": after}
    upsert(connection, tables.cursors, place, ("project", "run"))


def _keep(connection: Connection, found: Iterable[Subject]) -> None:
    subjects = sorted(found, key=lambda one: (one.row["run"], one.row["sample"]))  # or two who index wait in a ring
    spoken = {(one.row["run"], one.row["sample"]): one.by_people for one in subjects}
    settled = {item: stood for item, stood in spoken.items() if stood is not None}
    keep_items(connection, [one.row for one in subjects], settled)


def _cursor(connection: Connection, project: str) -> int:
    table = tables.cursors
    where = (table.c.project == project, table.c.run == PROJECT)
    return connection.execute(select(table.c.sequence).where(*where)).scalar_one_or_none() or 0
