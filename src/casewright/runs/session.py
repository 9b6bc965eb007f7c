"""A run from start to end: identity, folder, ledger, engine, summary and exports."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casewright.errors import BudgetError, ModelAccessError, UsageError
from casewright.graphs.parts import Parts, Progress
from casewright.hashing import content_hash
from casewright.ledger import FILE_NAME, open_ledger
from casewright.ledger.protocol import Ledger, OrderRow, RunRow
from casewright.overlays import overlaid, under_overlays
from casewright.plans import case_sources
from casewright.runs.assembly import Cast, Identity, identity_of, judging_of, kept_certificates, parts_of, run_options
from casewright.runs.engine import Engine
from casewright.runs.exports import write_exports
from casewright.runs.finishing import finish_run, stored_records
from casewright.runs.orders import order_rows
from casewright.runs.sample import SampleRunner
from casewright.types import Order, Record
from casewright.wire import to_json

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
        nonce: Makes another run of the same identity (``--new``).
    """

    cast: Cast
    orders: Sequence[Order]
    folder: Path | None = None
    ledger: Ledger | None = None
    cases: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    progress: Progress | None = None
    max_samples: int | None = None
    nonce: str = ""

    summary: dict[str, Any] = field(default_factory=dict, init=False)
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
        self.judging = judging_of(self.cast, rubrics)
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

    def work(self) -> AsyncGenerator[Record, None]:
        """Every sample as it is decided. Exports and summary are written at the end, also of a short or paused run."""
        return under_overlays(self.cast.overlays, self._work())

    async def _work(self) -> AsyncGenerator[Record, None]:
        ledger = self.ledger or open_ledger(self.place / LEDGER_FILE)
        try:
            await self._open(ledger)
            parts = parts_of(self.cast, self.judging, ledger, self.run, self.progress)
            try:
                async with aclosing(self._engine(ledger, parts).work()) as samples:
                    async for record in samples:
                        yield record
            except (BudgetError, ModelAccessError):
                await self._finish(ledger, parts, paused=True)
                raise
            await self._finish(ledger, parts, paused=False)
        finally:
            await self._close(ledger)

    async def _open(self, ledger: Ledger) -> None:
        known = await ledger.runs()
        if self.folder is not None and known and self.run not in {row.id for row in known}:
            self.identity = self._begun(known)
        await ledger.open_run(RunRow(self.run, self.identity.decides, run_options(self.cast)), self.rows)
        await ledger.keep_certificates(self.run, kept_certificates(self.cast))

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

    def _engine(self, ledger: Ledger, parts: Parts) -> Engine:
        how, gate = self.cast.settings.how, self.cast.settings.gate
        index = self.cast.reference
        return Engine(
            ledger=ledger,
            run=self.run,
            orders=self.rows,
            runner=SampleRunner(parts, self.run, how.deadline_seconds),
            judging=self.judging,
            seed=self.cast.seed,
            round_size=gate.round_size,
            floor=index.novelty_floor if index else self.cast.settings.screen.novelty_floor,
            concurrency=how.concurrency,
            lease_seconds=how.lease_seconds,
            max_samples=self.max_samples,
            max_seconds=how.max_seconds,
            cases=self.cases,
        )

    async def _finish(self, ledger: Ledger, parts: Parts, *, paused: bool) -> None:
        self.summary = await finish_run(ledger, self.run, self.judging, self.rows, parts, paused=paused)
        if self.ledger is None:
            write_exports(self.place, await stored_records(ledger, self.run, self.judging), self.summary)

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
