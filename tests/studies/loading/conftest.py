"""Runs as a user has them: folders of exports, folders with their ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casewright.ledger import FILE_NAME, open_ledger
from casewright.runs.exporting.files import FILES
from casewright.runs.exports import write_lines
from casewright.testing.kept_run import keep_run, made_record
from casewright.types import Outcome

Exports = Callable[..., Path]
Kept = Callable[..., Path]


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    """Writes the export files of a run that had these outcomes; its ledger is elsewhere."""

    def write(name: str, outcomes: Sequence[Outcome], **changed: Any) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        records = [replace(made_record(n, outcome), **{"run": name, **changed}) for n, outcome in enumerate(outcomes)]
        for outcome, file in FILES.items():
            write_lines(folder / file, [one for one in records if one.decision.outcome == outcome])
        return folder

    return write


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Keeps a run in a folder's ledger; ``None`` among the outcomes leaves a sample planned."""

    def keep(name: str, outcomes: Sequence[Outcome | None], n: int, **changed: Any) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        asyncio.run(_keep(folder, outcomes, n, changed))
        return folder

    return keep


async def _keep(folder: Path, outcomes: Sequence[Outcome | None], n: int, changed: dict[str, Any]) -> None:
    ledger = open_ledger(folder / FILE_NAME)
    await keep_run(ledger, outcomes, n=n, **changed)
    await ledger.close()
