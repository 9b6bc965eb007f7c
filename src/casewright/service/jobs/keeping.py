"""Jobs in the service's database. A job is committed before its run is opened, so that a kill loses neither."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from casewright.service.jobs.job import OPEN, Job, JobState
from casewright.service.store import Database
from casewright.service.store.tables import jobs

__all__ = ["Hold", "JobBook", "Taken"]

Hold = Callable[[Connection], str | None]
"""Holds what a job may use, in the transaction that keeps it: what belongs into ``caps``."""


class Taken(Exception):  # noqa: N818 - not an error: the same request came at the same time
    """Another request with this idempotency key was there first."""


@dataclass(frozen=True)
class JobBook:
    """The jobs of all projects.

    Args:
        database: The service's.
    """

    database: Database

    async def add(self, job: Job, idempotency: str | None, hold: Hold) -> None:
        """Keeps a new job, with what it holds of its key's budget.

        Raises:
            Problem: the budget doesn't suffice, and nothing is kept.
            Taken: its idempotency key is another job's.
        """
        values = {name: getattr(job, name) for name in _PLAIN}
        more = {"body": json.dumps(job.body), "idempotency": idempotency}

        def insert_it(on: Connection) -> None:
            try:
                on.execute(insert(jobs).values(**values, **more, caps=hold(on)))
            except IntegrityError as error:
                raise Taken from error

        await self.database.run(insert_it)

    async def get(self, project: str, job: str) -> Job | None:
        """A job of a project."""
        return await self._one(and_(jobs.c.project == project, jobs.c.id == job))

    async def repeated(self, project: str, key: str, idempotency: str) -> Job | None:
        """The job that a key made with this idempotency key."""
        of_key = and_(jobs.c.project == project, jobs.c.key == key)
        return await self._one(and_(of_key, jobs.c.idempotency == idempotency))

    async def page(
        self, project: str, *, after: tuple[int, str] | None, limit: int, states: Collection[JobState] = ()
    ) -> Sequence[Job]:
        """Jobs of a project, the latest first, those after a place in that order."""
        wanted = [jobs.c.project == project]
        if states:
            wanted.append(jobs.c.state.in_(states))
        if after is not None:
            sequence, job = after
            wanted.append(or_(jobs.c.sequence < sequence, and_(jobs.c.sequence == sequence, jobs.c.id < job)))
        asked = select(jobs).where(*wanted).order_by(jobs.c.sequence.desc(), jobs.c.id.desc()).limit(limit)
        return await self.database.read(lambda on: _read(on, asked))

    async def open_jobs(self, project: str, limit: int) -> Sequence[Job]:
        """The oldest jobs of a project that aren't known to be over."""
        asked = select(jobs).where(jobs.c.project == project, jobs.c.state.in_(OPEN)).order_by(jobs.c.created)
        return await self.database.read(lambda on: _read(on, asked.limit(limit)))

    async def count_open(self, project: str) -> int:
        """How many jobs of a project aren't known to be over."""
        asked = select(func.count()).select_from(jobs).where(jobs.c.project == project, jobs.c.state.in_(OPEN))
        return await self.database.read(lambda on: int(on.execute(asked).scalar_one()))

    async def on_run(self, project: str, run: str) -> Sequence[Job]:
        """The jobs of a run that aren't known to be over."""
        asked = select(jobs).where(jobs.c.project == project, jobs.c.run == run, jobs.c.state.in_(OPEN))
        return await self.database.read(lambda on: _read(on, asked))

    async def has_on(self, project: str, key: str, run: str) -> bool:
        """Whether a key has a job on a run."""
        of_key = and_(jobs.c.project == project, jobs.c.key == key)
        return await self._one(and_(of_key, jobs.c.run == run, jobs.c.state != "failed")) is not None

    async def opening(self, before: float) -> Sequence[Job]:
        """Jobs made before a time whose runs are not known to be in the ledger."""
        asked = select(jobs).where(jobs.c.state == "opening", jobs.c.created < before).order_by(jobs.c.sequence)
        return await self.database.read(lambda on: _read(on, asked))

    async def turn(self, job: Job, state: JobState, *, among: Collection[JobState] = OPEN) -> bool:
        """Sets a job's state, where it is in one of these; whether it was."""
        of_job = and_(jobs.c.id == job.id, jobs.c.state.in_(among))
        changed = await self.database.run(
            lambda on: on.execute(update(jobs).where(of_job).values(state=state)).rowcount
        )
        return changed > 0

    async def _one(self, wanted: Any) -> Job | None:
        found = await self.database.read(lambda on: _read(on, select(jobs).where(wanted).limit(1)))
        return found[0] if found else None


_PLAIN = ("id", "sequence", "project", "key", "request", "kind", "profile", "run", "state", "created")


def _read(on: Connection, asked: Any) -> list[Job]:
    return [Job.of_row(row) for row in on.execute(asked).mappings()]
