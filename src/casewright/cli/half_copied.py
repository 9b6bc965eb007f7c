"""A run folder that was copied half-way: exports of a run that its ledger doesn't hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from casewright.cli.ending import run_async
from casewright.errors import InputError

if TYPE_CHECKING:
    from casewright.runs.session import RunSession

__all__ = ["half_copied", "refuse_half_copied"]


def half_copied(folder: Path, known: list[str]) -> str:
    """What is wrong with a folder whose ledger holds these runs; empty if nothing is."""
    try:
        run = json.loads((folder / "summary.json").read_text("utf-8"))["run"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    if run in known:
        return ""
    return (
        f"{str(folder)!r} was copied half-way: its summary.json tells of run {run}, which its ledger doesn't hold. "
        f"ledger.sqlite-wal belongs beside ledger.sqlite while the run is open: copy both again, or name its --project"
    )


def refuse_half_copied(session: RunSession) -> None:
    """Before a run is begun anew over the exports of one that was paid for.

    Raises:
        InputError: the folder was copied half-way.
    """
    if session.ledger_url is None and (session.place / "summary.json").is_file():
        told = half_copied(session.place, run_async(_runs(session)))
        if told:
            raise InputError(told)


async def _runs(session: RunSession) -> list[str]:
    from casewright.ledger import open_ledger

    ledger = open_ledger(session.place / "ledger.sqlite", project=session.project)
    try:
        return [row.id for row in await ledger.runs()]
    finally:
        await ledger.close()
