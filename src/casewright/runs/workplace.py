"""Where samples are worked on: everything that a process needs to take part in the runs of a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casewright.ledger.protocol import OrderRow, RunRow
from casewright.runs.drain import Drain
from casewright.runs.session import RunSession

__all__ = ["WorkDone", "Workplace"]


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What a worker did: samples that it finished, by run, and runs that it could not rebuild, each with why."""

    finished: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


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
    """

    ledger: str
    project: str = "default"
    config: Path | None = None
    reference: Path | None = None
    patient_field: str | None = None
    key_env: str | None = None
    rubrics: tuple[Path, ...] = ()
    certificates: Path | None = None
    concurrency: int | None = None

    async def work(self, run: str | None, drain: Drain, *, once: bool = False) -> WorkDone:
        """Claims and finishes samples, commits and plans rounds, until there is no more to do or it is drained.

        Args:
            run: The run to work on; by default every open run of the ledger that can be rebuilt here.
            drain: Told when to stop. Samples still in flight when its time is up are given back.
            once: Return when the run (or every run) is complete, cancelled or can't go on, and don't wait for more.

        Raises:
            UnknownNameError: the ledger has no such run.
            UsageError: the run named can't be rebuilt here; the message says what differs.
            PausedError: no call would be answered now, or the ledger can't be written.
        """
        raise NotImplementedError

    def session(self, row: RunRow, orders: Sequence[OrderRow], **more: Any) -> RunSession:
        """A session that goes on with a run of the ledger: its cast rebuilt from the run's recipe.

        Args:
            row: The run.
            orders: Its orders; a larger ``n`` raises it.
            more: What `RunSession` takes beside cast and orders (folder, progress, engine, limits, drain).

        Raises:
            UsageError: it keeps no recipe, or what is at hand here would decide otherwise; says what differs.
        """
        raise NotImplementedError
