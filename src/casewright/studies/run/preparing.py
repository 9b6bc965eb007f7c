"""Before a study is begun: what each cell's run is, how it stands, and what would keep it from going on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from casewright.errors import UsageError
from casewright.runs.drain import Drain
from casewright.runs.session import RunSession
from casewright.studies.plan import PARROT, Cell
from casewright.studies.run.budget import StudyBudget
from casewright.studies.run.journal import CellEntry, Journal, read_journal
from casewright.studies.run.logbook import Logbook
from casewright.studies.run.looking import Found, look, require_same
from casewright.studies.run.machine import versions
from casewright.studies.run.stage import RUNS, Stage
from casewright.studies.run.watch import Silence, Watch
from casewright.studies.run.working import StudyWork

__all__ = ["missing_keys", "prepare"]


HELD_UP = ("short", "paused", "stopped", "failed")


async def prepare(
    stage: Stage, file: Path, chosen: Sequence[Cell], *, ledger: str = "", watch: Watch | None = None,
    drain: Drain | None = None,
) -> StudyWork:  # fmt: skip
    """A study ready to be worked on, with all its cells looked at; nothing is written yet.

    Args:
        stage: What its cells share.
        file: The study file.
        chosen: The cells to work off.
        ledger: The ledger that cells share, as a person may read it.
        watch: Hears how it goes on.
        drain: Stops it.

    Raises:
        InputError: cells were begun with other orders, models or settings; the folder holds another program's
            ``study.json``.
        UsageError: an unknown writer, critic or endpoint; two cells are one run.
    """
    before = read_journal(stage.folder)
    sessions = {cell.name: session for cell in stage.plan.cells if (session := _session(stage, cell, chosen))}
    _require_distinct(sessions)
    cells = {cell.name: cell for cell in stage.plan.cells}
    found = {name: await look(stage, cells[name], session) for name, session in sessions.items()}
    require_same(found)
    known = {} if before is None else {entry.name: entry for entry in before.cells}
    entries = {
        name: _entry(stage, cell, sessions.get(name), found.get(name, Found()), known.get(name))
        for name, cell in cells.items()
    }
    budget = StudyBudget(stage.plan.budgets, {name: one.used for name, one in found.items()})
    log = Logbook(stage.folder, _head(stage, file, ledger, sessions), entries)
    return StudyWork(stage, chosen, log, budget, watch or Silence(), drain or Drain())


def _session(stage: Stage, cell: Cell, chosen: Sequence[Cell]) -> RunSession | None:
    """The cell as a run; ``None`` where it can't be one now and nobody asks for it (weights that aren't here)."""
    try:
        return stage.session(cell)
    except UsageError:
        if cell in chosen:
            raise
        return None


def missing_keys(stage: Stage, cells: Sequence[Cell]) -> Iterator[str]:
    """Writers whose key is not in the environment: their cells would fail at once."""
    for name in dict.fromkeys(cell.writer for cell in cells):
        endpoint = stage.settings.endpoints.get(stage.writer(name).model)
        if endpoint is not None and endpoint.api_key_env and not os.environ.get(endpoint.api_key_env):
            yield f"the key of {name!r} is not set: no environment variable {endpoint.api_key_env!r}"


def _head(stage: Stage, file: Path, ledger: str, sessions: Mapping[str, RunSession]) -> Journal:
    """What the journal says of the study as a whole."""
    plan = stage.plan
    casts = {cell.writer: sessions[cell.name].cast for cell in plan.cells if cell.name in sessions}
    writers = {name: stage.entry_of(name, casts[name]) for name in (PARROT, *plan.writers) if name in casts}
    reference = stage.reference.fingerprint if stage.reference else ""
    return Journal(plan.title, file.name, plan.content, versions(), reference, stage.engine, ledger, writers, cells=())


def _entry(stage: Stage, cell: Cell, session: RunSession | None, found: Found, known: CellEntry | None) -> CellEntry:
    """The cell as its ledger has it; the state is that of the journal, as long as it is the same run."""
    samples, run = stage.plan.samples(cell), session.run if session else ""
    entry = CellEntry(
        cell.name, f"{RUNS}/{cell.name}", run, cell.writer, cell.group, cell.loop, cell.seed, samples, **found.told()
    )
    if known is None or known.run != run:
        return entry
    if known.state == "complete" and found.decided == samples and _exported(stage, cell):
        return replace(entry, state="complete")
    return replace(entry, state=known.state, why=known.why) if known.state in HELD_UP else entry


def _exported(stage: Stage, cell: Cell) -> bool:
    return (stage.place(cell) / "summary.json").is_file()


def _require_distinct(sessions: Mapping[str, RunSession]) -> None:
    """Two names for one run would be told as two."""
    by_run: dict[str, str] = {}
    for name, session in sessions.items():
        other = by_run.setdefault(session.run, name)
        if other != name:
            raise UsageError(
                f"cells {other!r} and {name!r} are one run ({session.run}): their writers are the same model, or the "
                f"loop has a single attempt (gate.max_attempts)"
            )
