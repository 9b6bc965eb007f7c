"""A run from start to end: identity, folder, ledger, engine, summary and exports."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casewright.errors import BudgetError, PausedError, SampleFaultError, StoppedError, StorageError, UsageError
from casewright.graphs.parts import Parts, Progress
from casewright.hashing import content_hash
from casewright.ledger import FILE_NAME
from casewright.ledger.protocol import Ledger, OrderRow, RunRow
from casewright.ledger.spool import open_to_work
from casewright.overlays import overlaid, under_overlays
from casewright.plans import case_sources
from casewright.runs.assembly import (
    Cast,
    Identity,
    identity_of,
    judging_parts,
    kept_certificates,
    part_hashes,
    parts_of,
    run_options,
)
from casewright.runs.assignment import Assignment
from casewright.runs.drain import Drain
from casewright.runs.ending import Ending
from casewright.runs.engines import Engine, Site, engine_named
from casewright.runs.engines.local import LocalEngine
from casewright.runs.exports import write_run_exports
from casewright.runs.finishing import each_record, finish_run
from casewright.runs.leases import give_back_orphans
from casewright.runs.limits import RunLimits, beside_settings
from casewright.runs.orders import order_rows
from casewright.runs.purse import Purse
from casewright.runs.recipe import BUDGETS, KEY
from casewright.runs.sample import SampleRunner
from casewright.runs.steward import Steward
from casewright.runs.supervision import supervise
from casewright.runs.telling import Telling
from casewright.runs.worker import Worker
from casewright.types import Order, Record
from casewright.wire import to_json

if TYPE_CHECKING:
    from casewright.runs.workplace import Workplace

__all__ = ["LEDGER_FILE", "RunSession"]

LEDGER_FILE = FILE_NAME


@dataclass
class RunSession:
    """Orders worked off by a cast, in a folder that can be taken up again.

    Args:
        cast: Who takes part.
        orders: What is wanted.
        folder: Where to keep it; by default ``runs/<identity>``.
        ledger: A ledger of one's own instead of the folder's.
        cases: The user's own cases by order id.
        progress: Told of each node that a sample enters.
        max_samples: Most samples of an order that has no limit of its own.
        nonce: Makes another run of the same identity (``--new``).
        ledger_url: A ledger that other runs and machines share; the folder then holds exports alone.
        project: The project of that ledger.
        limits: What the run and its orders may use, beside the budgets of settings.
        engine: Who works on the samples: ``local``, ``workers``, ``ray``, or an engine.
        workplace: What processes elsewhere need to take part, for engines that start some.
        drain: Stops it: what is in flight may finish, the rest is given back.
        reopen: Whether to go on with a run that was cancelled.
    """

    cast: Cast
    orders: Sequence[Order]
    folder: Path | None = None
    ledger: Ledger | None = None
    cases: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    progress: Progress | None = None
    max_samples: int | None = None
    nonce: str = ""
    ledger_url: str | None = None
    project: str = "default"
    limits: RunLimits | None = None
    engine: str | Engine = "local"
    workplace: Workplace | None = None
    drain: Drain = field(default_factory=Drain)
    reopen: bool = False

    summary: dict[str, Any] = field(default_factory=dict, init=False)
    ending: Ending | None = field(default=None, init=False)
    rows: tuple[OrderRow, ...] = field(init=False)
    judging: str = field(init=False)
    identity: Identity = field(init=False)

    def __post_init__(self) -> None:
        with overlaid(self.cast.overlays):
            self._settle()

    def _settle(self) -> None:
        self.rows = order_rows(self.orders)
        if not self.rows:
            raise UsageError("no order was given")
        for row in self.rows:
            _require_cases(row, self.cases)
        rubrics = [self.cast.resolve(r.order["system"], r.order["code"], r.order["kind"]) for r in self.rows]
        self._judging_parts = judging_parts(self.cast, rubrics)
        self.judging = content_hash(self._judging_parts)
        found = identity_of(self.cast, self.rows, self.judging, _case_hashes(self.cases))
        self.identity = Identity({**found.decides, "nonce": self.nonce}) if self.nonce else found

    @property
    def run(self) -> str:
        """The run's id: the hash of everything that decides."""
        return self.identity.run

    @property
    def place(self) -> Path:
        """The run's folder."""
        return self.folder or Path("runs") / self.run

    @property
    def allowed(self) -> RunLimits:
        """What the run and its orders may use: the limits given, and the budgets of settings where they say nothing."""
        found = beside_settings(self.limits or RunLimits(), self.cast.settings.how)
        if found.total.max_samples is not None:
            return found
        return replace(found, total=replace(found.total, max_samples=self.max_samples))

    def judged_by(self) -> dict[str, str]:
        """A hash of each thing that the judging is made of."""
        return part_hashes(self._judging_parts)

    def work(self) -> AsyncGenerator[Record, None]:
        """Every sample as it is decided. Exports and summary are written at the end, also of a short or paused run.

        Raises:
            PausedError: no call would be answered now, a budget is spent, or a signal came.
            SampleFaultError: samples met a fault of the program.
            UsageError: the run was cancelled, or the folder holds another one.
        """
        return under_overlays(self.cast.overlays, self._work())

    async def _work(self) -> AsyncGenerator[Record, None]:
        ledger = self.ledger or open_to_work(self._where(), project=self.project)
        try:
            await self._open(ledger)
            worker = self.worker(ledger)
            try:
                async with aclosing(self._records(ledger, worker)) as records:
                    async for record in records:
                        yield record
            except (PausedError, SampleFaultError) as error:
                with contextlib.suppress(StorageError):  # what ended the run is what is told
                    await self._finish(ledger, worker.runner.parts, Ending("paused", str(error)))
                raise
            await self._end(ledger, worker)
        finally:
            await self._close(ledger)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[tuple[Ledger, Worker]]:
        """The run in its ledger, begun if it wasn't, with a worker of this process; nothing is worked on yet."""
        with overlaid(self.cast.overlays):
            ledger = self.ledger or open_to_work(self._where(), project=self.project)
            try:
                await self._open(ledger)
                yield ledger, self.worker(ledger)
            finally:
                await self._close(ledger)

    async def begin(self, ledger: Ledger) -> None:
        """Opens the run in a ledger for others to work on; its models stay loaded."""
        with overlaid(self.cast.overlays):
            await self._open(ledger)

    async def _records(self, ledger: Ledger, worker: Worker) -> AsyncGenerator[Record, None]:
        begun = await ledger.note(self.run, "started", {"worker": worker.name})
        telling = Telling(ledger, self.run, self.judging, begun)
        worker.told = worker.steward.told = telling.tell
        engine = engine_named(self.engine)
        work = asyncio.create_task(supervise(engine, self._site(worker), self.drain, telling))
        try:
            if isinstance(engine, LocalEngine):
                await worker.looked.wait()  # the history of a long run must not hold its work up
            async with aclosing(telling.records()) as records:
                async for record in records:
                    yield record
            await work
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _end(self, ledger: Ledger, worker: Worker) -> None:
        if self.drain.aborted:
            raise StoppedError("stopped")
        await worker.steward.note_ending()
        ending = worker.steward.ending or Ending("stopped", "a signal stopped it")
        await self._finish(ledger, worker.runner.parts, ending)
        if ending.how == "stopped":
            raise StoppedError("stopped")
        if ending.budget:
            raise BudgetError(str(ending.budget))

    async def _open(self, ledger: Ledger) -> None:
        if self.ledger_url is None and self.folder is not None:
            known = await ledger.runs()
            if known and self.run not in {row.id for row in known}:
                self.identity = self._begun(known)
        before = await ledger.run(self.run)
        if before is not None and before.state == "cancelled":
            await self._reopen(ledger)
        await ledger.open_run(RunRow(self.run, self.identity.decides, self._how(before)), self.rows)
        self.rows = tuple(await ledger.orders(self.run))  # an order's n never falls
        await ledger.keep_certificates(self.run, kept_certificates(self.cast))
        await give_back_orphans(ledger, self.run)

    async def _reopen(self, ledger: Ledger) -> None:
        if not self.reopen:
            raise UsageError(f"run {self.run} was cancelled; `casewright resume` opens it again, --new begins another")
        await ledger.reopen(self.run)

    def _how(self, before: RunRow | None) -> dict[str, Any]:
        """How it is run, with the recipe that workers elsewhere rebuild the cast from."""
        how = {**run_options(self.cast), BUDGETS: to_json(self.allowed)}
        if self.cast.recipe is not None:
            recipe = self.cast.recipe.model_copy(update={"judged_by": self.judged_by()})
            return {**how, KEY: recipe.model_dump(mode="json")}
        return {**how, **({KEY: before.how[KEY]} if before is not None and KEY in before.how else {})}

    def _begun(self, known: Sequence[RunRow]) -> Identity:
        """The run of the folder, where it differs from this one in nothing but having been made by ``--new``."""
        for row in known:
            alike = {name: value for name, value in row.decides.items() if name != "nonce"}
            if not self.nonce and content_hash(alike) == self.run:
                return Identity(dict(row.decides))
        raise UsageError(
            f"{str(self.place)!r} holds run {known[0].id}, which was made with other orders, models, rubrics or "
            f"settings than this one ({self.run}); choose another folder, or run the same command again"
        )

    async def conclude(self, ledger: Ledger, worker: Worker) -> None:
        """Keeps the figures of a run that is over in its ledger, for whoever asks there."""
        self.rows = tuple(await ledger.orders(self.run))
        undecided = worker.steward.ending is None or worker.steward.ending.leaves_undecided
        parts = worker.runner.parts
        self.summary = await finish_run(ledger, self.run, self.judging, self.rows, parts, paused=undecided)

    def worker(self, ledger: Ledger) -> Worker:
        """A worker of this process on the run, with a steward of its own."""
        how, cast = self.cast.settings.how, self.cast
        job = self._assignment(ledger)
        cast.bench.budget.watch_prices_only()
        steward = Steward(job, Purse(ledger, self.run, job.limits))
        return Worker(
            job,
            SampleRunner(parts_of(cast, self.judging, ledger, self.run, self.progress), self.run, how.deadline_seconds),
            steward,
            concurrency=how.concurrency,
            lease_seconds=how.lease_seconds,
            outage_seconds=how.outage_seconds or how.deadline_seconds,
            grace_seconds=how.grace_seconds,
        )

    def _assignment(self, ledger: Ledger) -> Assignment:
        index, settings = self.cast.reference, self.cast.settings
        return Assignment(
            ledger=ledger,
            run=self.run,
            judging=self.judging,
            seed=self.cast.seed,
            round_size=settings.gate.round_size,
            floor=index.novelty_floor if index else settings.screen.novelty_floor,
            limits=self.allowed,
            cases=self.cases,
            stop_early=settings.how.stop_early,
        )

    def _site(self, worker: Worker) -> Site:
        from casewright.runs.workplace import Workplace

        if self.ledger is not None or self.cast.recipe is None:
            return Site(self.run, worker, None)
        place = self.workplace or Workplace("")
        return Site(self.run, worker, replace(place, ledger=str(self._where()), project=self.project))

    def _where(self) -> Path | str:
        return self.ledger_url or (self.place / LEDGER_FILE).absolute()

    async def _finish(self, ledger: Ledger, parts: Parts, ending: Ending) -> None:
        self.ending = ending
        self.summary = await finish_run(
            ledger, self.run, self.judging, self.rows, parts, paused=ending.leaves_undecided
        )
        if self.ledger is None:
            rows = await ledger.samples(self.run, self.judging)
            await write_run_exports(self.place, each_record(ledger, self.run, rows, self.judging), self.summary)

    async def _close(self, ledger: Ledger) -> None:
        for model in self.cast.models():
            await model.close()
        if self.ledger is None:
            await ledger.close()


def _require_cases(row: OrderRow, cases: Mapping[str, Sequence[Any]]) -> None:
    if not cases.get(row.id) and row.order["code"] not in case_sources():
        known = ", ".join(sorted(case_sources()))
        raise UsageError(f"no case source for {row.order['code']!r}; there are for {known}, or give --case FILE")


def _case_hashes(cases: Mapping[str, Sequence[Any]]) -> list[Any]:
    return [[order, to_json(list(given))] for order, given in sorted(cases.items())]
