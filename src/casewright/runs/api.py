"""The library's face: one object that writes and evaluates, inside anybody's event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from casewright.agents.protocol import Critic, Writer
from casewright.certificates import Certificate
from casewright.errors import UnknownNameError, UsageError
from casewright.ledger import open_ledger
from casewright.ledger.protocol import RunRow
from casewright.ledger.spool import open_to_work
from casewright.models.protocol import Model
from casewright.overlays import overlaid
from casewright.runs.assembly import Cast, cast_of, judging_of, kept_certificates, parts_of
from casewright.runs.decisions import Decided, Word, record_decision
from casewright.runs.evaluation import Row, evaluate_text, rubrics_of
from casewright.runs.limits import RunLimits
from casewright.runs.reference import corpus
from casewright.runs.session import LEDGER_FILE, RunSession
from casewright.settings import Settings, load_settings
from casewright.types import Language, Level, Order, Record

__all__ = ["DEFAULT_WRITER", "Gate"]

DEFAULT_WRITER = "embedded/qwen2.5-coder-0.5b"
"""Chosen by its errors (docs/default-writer): as few reports unfit for use as the 1.5B, in half the time."""


@dataclass(frozen=True)
class Gate:
    """A quality gate over a writer and critics.

    Args:
        writer: A model string, an endpoint's name, ``parrot``, or an object that writes.
        critics: Model strings, names of endpoints, juries or cascades, or objects; the rules critic always takes
            part. Whoever holds no certificate advises.
        reference: File of real notes that reports must not copy, or their index (.cwindex).
        patient_field: The field of that file that names the patient; an index knows its patients.
        key_env: Environment variable with the key of the corpus's fingerprints; by default this user's own key.
        settings: Settings read from a file.
        rubrics: Folders whose rubrics, concepts, kinds, phrasing and populations lie over ours.
        folder: Where runs are kept; by default ``runs/<identity>``.
        seed: Seed of the cases.
        max_attempts: Most drafts a sample gets.
        certificates: Folder of certificates beside ours, or the certificates to go by.
        seal: Judge of another model family that is asked once, of what the loop accepted; by default that of settings.
        ledger: Ledger that other runs and machines share (``postgresql://…`` or a file); by default the folder's own.
        project: The project of that ledger.
    """

    writer: str | Writer | Model = DEFAULT_WRITER
    critics: Sequence[str | Critic | Model] = ()
    reference: str | Path | None = None
    patient_field: str | None = None
    key_env: str | None = None
    settings: Settings | None = None
    rubrics: Sequence[str | Path] = ()
    folder: str | Path | None = None
    seed: int = 0
    max_attempts: int | None = None
    certificates: str | Path | Sequence[Certificate] | None = None
    seal: str | Critic | Model | None = None
    ledger: str | Path | None = field(default=None, repr=False)  # a URL may hold a password
    project: str = "default"

    @classmethod
    def from_settings(cls, path: str | Path) -> Gate:
        """A gate whose roles and limits a settings file names.

        Raises:
            SettingsError: the file can't be used.
        """
        settings = load_settings(Path(path))
        return cls(
            writer=settings.roles.writer or DEFAULT_WRITER,
            critics=tuple(settings.roles.critics),
            settings=settings,
            rubrics=tuple(settings.rubrics),
        )

    async def run(
        self, orders: Iterable[Order], *, max_samples: int | None = None, limits: RunLimits | None = None
    ) -> AsyncGenerator[Record, None]:
        """Works orders off; yields every sample as it is decided, whatever became of it.

        Args:
            orders: What is wanted.
            max_samples: Most samples of an order that has no limit of its own.
            limits: Budgets of the run and of its orders, by `casewright.runs.orders.order_id`.

        Raises:
            UsageError: an order can't be worked off.
            PausedError: no call would be answered now; what is done is kept, and the same call goes on.
        """
        folder = Path(self.folder) if self.folder else None
        shared = str(self.ledger) if self.ledger is not None else None
        session = RunSession(
            self._cast(),
            tuple(orders),
            folder,
            max_samples=max_samples,
            limits=limits,
            ledger_url=shared,
            project=self.project,
        )
        async with aclosing(session.work()) as samples:
            async for record in samples:
                yield record

    async def decide(self, run: str, sample: str, word: Word, *, who: str, why: str) -> Decided:
        """A person's word on a sample of a run: ``accept`` or ``reject``. It stands over the gate's and the seal's.

        Args:
            run: The run's id (``sample.run``).
            sample: The sample's id.
            word: What the person says.
            who: Who says so.
            why: The reason that is kept with it.

        Raises:
            UnknownNameError: no such run, or no such sample in it.
            UsageError: nobody or nothing is named as who or why, or the sample has no text to decide on.
        """
        place = self.ledger or self.folder or Path("runs") / run
        ledger = open_ledger(place, project=self.project)
        try:
            known = [row.id for row in await ledger.runs()]
            if run not in known:
                raise UnknownNameError("run", run, known)
            return await record_decision(ledger, run, sample, word, who=who, why=why)
        finally:
            await ledger.close()

    async def generate(
        self,
        code: str,
        *,
        language: Language = "en",
        kind: str = "intake",
        comorbidities: Sequence[str] = (),
        level: Level = "sufficient",
        max_samples: int | None = None,
    ) -> Record:
        """One accepted report, or the last sample that was tried: look at ``sample.decision.outcome``."""
        order = Order(code, 1, language, kind, comorbidities=tuple(comorbidities), level=level)
        last: Record | None = None
        async for record in self.run([order], max_samples=max_samples):
            if record.decision.outcome == "accepted" or last is None or last.decision.outcome != "accepted":
                last = record
        if last is None:
            raise UsageError("no sample was allowed; max_samples is 0")
        return last

    async def evaluate(
        self,
        text: str,
        *,
        code: str,
        language: Language = "en",
        kind: str = "intake",
        system: str = "icd10-who-2019",
        level: Level = "sufficient",
    ) -> Record:
        """The record of a report that exists: what gated it, and the evidence.

        Nothing is written, except, where models judge, their answers, so that none is paid twice.

        Raises:
            UsageError: the code, kind, language or level is unknown, or there is no text.
            PausedError: no judge would answer now.
        """
        with overlaid([Path(folder) for folder in self.rubrics]):
            return await self._evaluate(Row("report", text, code, language, kind), system, level)

    async def _evaluate(self, row: Row, system: str, level: Level) -> Record:
        cast = self._cast(evaluating=True)
        judging = judging_of(cast, rubrics_of(cast.resolve, [row], system))
        run = f"evaluation-{judging}"
        folder = Path(self.folder) if self.folder else Path("runs") / "evaluate"
        ledger = open_to_work(folder / LEDGER_FILE) if len(cast.critics) > 1 else None
        try:
            if ledger is not None:
                await ledger.open_run(RunRow(run, {"judging": judging}, {}), ())
                await ledger.keep_certificates(run, kept_certificates(cast))
            parts = parts_of(cast, judging, ledger, run)
            return await evaluate_text(parts, row, system=system, level=level, run=run)
        finally:
            for model in cast.models():
                await model.close()
            if ledger is not None:
                await ledger.close()

    def run_sync(self, orders: Iterable[Order], *, max_samples: int | None = None) -> list[Record]:
        """`run` for scripts and notebooks: all samples, once everything is decided."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(self._collect(orders, max_samples))
        return _in_thread(self, orders, max_samples)

    async def _collect(self, orders: Iterable[Order], max_samples: int | None) -> list[Record]:
        return [record async for record in self.run(orders, max_samples=max_samples)]

    def _cast(self, *, evaluating: bool = False) -> Cast:
        settings = self.settings or load_settings(None)
        told = self.certificates
        given = Path(self.reference) if self.reference else None
        index = corpus(given, self.patient_field, settings, self.key_env)
        return cast_of(
            settings,
            writer=None if evaluating else self.writer,
            critics=self.critics,
            seal=self.seal,
            reference=index,
            overlays=tuple(Path(folder) for folder in self.rubrics),
            seed=self.seed,
            max_attempts=self.max_attempts,
            certificates=Path(told) if isinstance(told, str) else told,
        )


def _in_thread(gate: Gate, orders: Iterable[Order], max_samples: int | None) -> list[Record]:
    """Notebooks have a running loop: the run gets a thread and a loop of its own."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(gate.run_sync, tuple(orders), max_samples=max_samples).result()
