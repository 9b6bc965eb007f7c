"""Where samples are worked on: everything that a process needs to take part in the runs of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from casewright.agents.wish import Wish
from casewright.errors import UsageError
from casewright.ledger.protocol import OrderRow, RunRow
from casewright.ledger.spool import open_to_work
from casewright.overlays import overlaid
from casewright.runs.assessing.kept import is_evaluation
from casewright.runs.assessing.session import EvaluationSession
from casewright.runs.cast import Cast, cast_of
from casewright.runs.drain import Drain
from casewright.runs.model_bench import ModelBench
from casewright.runs.recipe import differences, limits_of_run, recipe_of_run
from casewright.runs.reference import corpus
from casewright.runs.session import RunSession
from casewright.runs.styles import rebuilt_styles
from casewright.settings import Settings, load_settings
from casewright.types import Order
from casewright.wire import from_json

__all__ = ["WorkDone", "Workplace"]


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What a worker did: samples that it finished, by run, and runs that it could not rebuild, each with why."""

    finished: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


def _silent(line: str) -> None:
    """Nobody reads along."""


@dataclass(frozen=True)
class Workplace:
    """A ledger, and what is at hand to rebuild the casts of its runs. Picklable; nothing is opened until `work`.

    Args:
        ledger: As `open_ledger` takes it: a file, a folder, ``sqlite:///FILE`` or ``postgresql://…``.
        project: The project whose runs are worked on.
        config: Settings file.
        reference: File of real notes, or their index; by default the corpus of settings.
        patient_field: The field of that file that names the patient.
        key_env: Environment variable with the key of the corpus's fingerprints.
        rubrics: Folders that lie over ours; by default those of settings.
        certificates: Folder of certificates beside ours and that of settings.
        concurrency: Samples in flight at once; by default that of settings.
        cache: Replies that runs share; by default those of settings.
    """

    ledger: str = field(repr=False)
    """Left out of what is printed: a URL may hold a password."""
    project: str = "default"
    config: Path | None = None
    reference: Path | None = None
    patient_field: str | None = None
    key_env: str | None = None
    rubrics: tuple[Path, ...] = ()
    certificates: Path | None = None
    concurrency: int | None = None
    cache: str | None = None

    async def work(
        self,
        run: str | None,
        drain: Drain,
        *,
        once: bool = False,
        every_project: bool = False,
        report: Callable[[str], None] = _silent,
    ) -> WorkDone:
        """Claims and finishes samples, commits and plans rounds, until there is no more to do or it is drained.

        Args:
            run: The run to work on; by default every open run of the ledger that can be rebuilt here.
            drain: Told when to stop. Samples still in flight when its time is up are given back.
            every_project: Work on the runs of all projects of the database.
            once: Return when the run (or every run) is complete, cancelled or can't go on, and don't wait for more.
            report: Is told, once, of each run that is left alone and why.

        Raises:
            UnknownNameError: the ledger has no such run.
            UsageError: the run named can't be rebuilt here; the message says what differs.
            PausedError: no call would be answered now, or the ledger can't be written, and it is not to wait.
            SampleFaultError: samples met a fault of the program.
        """
        from casewright.runs.rota import Rota

        ledger = open_to_work(self.ledger, project=self.project)
        rota = Rota(self, ledger, drain, run=run, once=once, every_project=every_project, report=report)
        try:
            await rota.work()
        finally:
            await rota.close()
            await ledger.close()
        return WorkDone(rota.finished, rota.refused)

    def session(
        self,
        row: RunRow,
        orders: Sequence[OrderRow],
        *,
        bench: ModelBench | None = None,
        alike: Cast | None = None,
        **more: Any,
    ) -> RunSession:
        """A session that goes on with a run of the ledger: its cast rebuilt from the run's recipe.

        Args:
            row: The run.
            orders: Its orders; a larger ``n`` raises it.
            bench: Models that are loaded already, under the same settings.
            alike: The cast of a run whose recipe differs in its wish at most.
            more: What `RunSession` takes beside cast and orders (folder, progress, engine, limits, drain).

        Raises:
            UsageError: it keeps no recipe, or what is at hand here would decide otherwise; says what differs.
        """
        if is_evaluation(row):
            raise UsageError(f"run {row.id!r} evaluates reports: `casewright worker --run {row.id}` goes on with it")
        cast = self._cast(row, bench, alike)
        wanted = [from_json(Order, {**order.order, "n": order.n}) for order in orders]
        given = {"ledger_url": self.ledger, "project": self.project, "workplace": self, "limits": limits_of_run(row)}
        cases = {order: tuple(kept) for order, kept in row.decides.get("cases", ())}
        found = RunSession(cast, wanted, cases=cases, nonce=row.decides.get("nonce", ""), **{**given, **more})
        if found.run != row.id:
            what = ", ".join(differences(row, found.identity.decides, found.judged_by()))
            raise UsageError(
                f"run {row.id!r} can't be worked on from here: {what} differ from those that it began with"
            )
        return found

    def task(
        self, row: RunRow, orders: Sequence[OrderRow], *, bench: ModelBench | None = None, alike: Cast | None = None
    ) -> RunSession | EvaluationSession:
        """What a worker needs to take part in a run, whether it works off orders or evaluates reports; see `session`.

        Raises:
            UsageError: it keeps no recipe, or what is at hand here would decide otherwise; says what differs.
        """
        if not is_evaluation(row):
            return self.session(row, orders, bench=bench, alike=alike)
        return EvaluationSession(self._cast(row, bench, alike), row, orders)

    def settings(self) -> Settings:
        """Those of the file, with the concurrency and the cache of this place."""
        found = load_settings(self.config)
        own = {"concurrency": self.concurrency, "cache": self.cache}
        said = {name: value for name, value in own.items() if value is not None}
        return found.model_copy(update={"how": found.how.model_copy(update=said)}) if said else found

    def _settings_of(self, row: RunRow) -> Settings:
        """Settings under the run's profile, with the round size that it began with, which a study sets by itself."""
        found, profile = self.settings(), recipe_of_run(row).profile
        found = found.with_profile(profile) if profile else found
        size = row.decides.get("round_size", found.gate.round_size)
        return found.model_copy(update={"gate": found.gate.model_copy(update={"round_size": size})})

    def _cast(self, row: RunRow, bench: ModelBench | None, alike: Cast | None) -> Cast:
        seed, attempts = row.decides.get("seed", 0), row.decides.get("max_attempts")
        recipe = recipe_of_run(row)
        if alike is not None:
            wish = Wish(recipe.wish) if recipe.wish else None
            return replace(alike, seed=seed, max_attempts=attempts, wish=wish, recipe=recipe)
        settings = self._settings_of(row)
        folders = self.rubrics or tuple(settings.rubrics)
        with overlaid(folders):
            return cast_of(
                settings,
                writer=recipe.writer,
                critics=recipe.critics,
                seal=recipe.seal,
                reference=corpus(self.reference, self.patient_field, settings, self.key_env),
                overlays=folders,
                seed=seed,
                max_attempts=attempts,
                certificates=self.certificates,
                styles=rebuilt_styles(recipe.styles),
                wish=recipe.wish,
                profile=recipe.profile,
                bench=bench,
            )
