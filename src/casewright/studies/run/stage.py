"""From a cell of a study to the ordinary run that it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from casewright.measures.privacy import ReferenceIndex
from casewright.runs.assembly import Cast, cast_of
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.session import LEDGER_FILE, RunSession
from casewright.runs.workplace import Workplace
from casewright.settings import Settings
from casewright.studies.plan import PARROT, Cell, StudyPlan, StudyWriter
from casewright.studies.run.journal import WriterEntry

__all__ = ["RUNS", "Stage"]

RUNS = "runs"
CACHE = "cache"


@dataclass(frozen=True)
class Stage:
    """What every cell of a study shares.

    Attributes:
        plan: The study.
        folder: Where it is kept.
        settings: Of the user; round size, early stop and the place of the cache are the study's.
        reference: The corpus that reports must not copy.
        overlays: Folders that lie over ours.
        certificates: Folder of certificates beside ours and that of settings.
        engine: Who works on the samples.
        ledger_url: A ledger that all cells share, and other machines with them.
        project: The project within it.
        workplace: What processes elsewhere need to take part.
        report: Hears what is fetched.
    """

    plan: StudyPlan
    folder: Path
    settings: Settings = field(default_factory=Settings)
    reference: ReferenceIndex | None = None
    overlays: tuple[Path, ...] = ()
    certificates: Path | None = None
    engine: str = "local"
    ledger_url: str | None = None
    project: str = "default"
    workplace: Workplace | None = None
    report: Callable[[str, float], None] | None = None

    def session(self, cell: Cell, total: OrderLimits | None = None, **more: Any) -> RunSession:
        """The cell as a run.

        Args:
            cell: The cell.
            total: What may still be used.
            more: What `RunSession` takes beside (drain, progress).

        Raises:
            UsageError: an unknown writer or critic, or an order that can't be worked off.
        """
        group = self.plan.groups[cell.group]
        cast = self.cast(cell)
        cache = cast.settings.how.cache
        return RunSession(
            cast,
            group.orders,
            self.place(cell),
            limits=RunLimits(total or OrderLimits(), group.limits),
            engine=self.engine,
            ledger_url=self.ledger_url,
            project=self.project,
            workplace=replace(self.workplace, cache=cache) if self.workplace else None,
            **more,
        )

    def cast(self, cell: Cell) -> Cast:
        """Who takes part in a cell."""
        writer, roles = self.writer(cell.writer), self.settings.roles
        return cast_of(
            self.settings_of(cell),
            writer=writer.model,
            critics=writer.critics or roles.critics,
            seal=writer.seal,
            reference=self.reference,
            overlays=self.overlays,
            seed=cell.seed,
            max_attempts=self.plan.attempts if cell.loop else 1,
            certificates=self.certificates,
            report=self.report,
        )

    def settings_of(self, cell: Cell) -> Settings:
        """Settings under which one round draws all cases of the cell, and replies are shared by all cells."""
        gate, how = self.settings.gate, self.settings.how
        said: dict[str, Any] = {"stop_early": False}
        if "cache" not in how.model_fields_set:
            said["cache"] = str((self.folder / CACHE).absolute())
        size = self.plan.groups[cell.group].round_size
        return self.settings.model_copy(
            update={
                "gate": gate.model_copy(update={"round_size": size}),
                "how": how.model_copy(update=said),
            }
        )

    def writer(self, name: str) -> StudyWriter:
        """The writer of that name, the parrot among them."""
        return StudyWriter(PARROT, PARROT) if name == PARROT else self.plan.writers[name]

    def place(self, cell: Cell) -> Path:
        """The folder of a cell's run."""
        return self.folder / RUNS / cell.name

    def ledger_of(self, cell: Cell) -> Path | str | None:
        """Where the cell's run is kept; ``None`` where there is nothing yet."""
        file = self.place(cell) / LEDGER_FILE
        return self.ledger_url or (file if file.is_file() else None)

    def entry_of(self, name: str, cast: Cast) -> WriterEntry:
        """Who writes under that name, for the journal."""
        writer, roles, model = self.writer(name), self.settings.roles, cast.writer
        return WriterEntry(
            model=writer.model,
            name=getattr(model, "name", writer.model),
            family=getattr(model, "family", ""),
            fingerprint=getattr(model, "fingerprint", ""),
            critics=writer.critics or roles.critics,
            seal=writer.seal or roles.seal,
        )
