"""A run's reports for Argilla, as one file to take away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile

from casewright.errors import InputError, UsageError
from casewright.runs.exporting import Export, export_run
from casewright.service.auditing import note
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.identity import is_id
from casewright.service.site import Site
from casewright.types import Outcome

__all__ = ["argilla_file"]

FOLDER: Literal["argilla"] = "argilla"


async def argilla_file(
    site: Site, caller: Principal, run: str, outcomes: Sequence[Outcome] = ("accepted",), *, told: bool = False
) -> Path:
    """A zip file of the folder that ``argilla.Dataset.from_disk`` reads; whoever asked for it removes it.

    Texts that are masked are left out, and nothing about overlap is in it.

    Args:
        site: The service.
        caller: Of the run's project.
        run: The run.
        outcomes: Which samples.
        told: Whether the machine's verdicts, answers and quotations come along as suggestions.

    Raises:
        Problem: not-found; unusable, where nothing of the run has such an outcome.
    """
    ledger = await site.ledgers.of(caller.project)
    if not is_id(run) or await ledger.run(run) is None:
        raise Problem("not-found", "no such run")
    with TemporaryDirectory() as folder:
        target = Path(folder) / FOLDER
        try:
            done = await export_run(ledger, run, Export(target, FOLDER, tuple(outcomes), told=told))
        except (InputError, UsageError):
            raise Problem("unusable", "nothing of the run has such an outcome") from None
        made = await asyncio.to_thread(_zipped, target)
    await note(site.database, caller, "run.argilla", run, records=sum(done.rows.values()), told=told)
    return made


def _zipped(folder: Path) -> Path:
    with (
        NamedTemporaryFile(prefix="casewright-", suffix=".zip", delete=False) as file,
        ZipFile(file, "w", ZIP_DEFLATED) as made,
    ):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                made.write(path, Path(FOLDER) / path.relative_to(folder))
    return Path(file.name)
