"""RUN on the command line: a folder, or LEDGER#id."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casewright.errors import InputError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from casewright.ledger.protocol import Ledger

__all__ = ["JUDGED", "ledger_file", "named_run", "split_run"]

JUDGED = "evaluation-"
"""How the names of runs begin that only evaluated."""


def split_run(text: str) -> tuple[str, str]:
    """The place and the run's name, which may be empty."""
    path, _, name = text.partition("#")
    return path, name


def ledger_file(path: str) -> Path:
    """The ledger at a place.

    Raises:
        InputError: there is none.
    """
    from casewright.ledger import FILE_NAME

    file = Path(path) / FILE_NAME if Path(path).is_dir() else Path(path)
    if not file.is_file():
        raise InputError(f"no run at {path!r}: there is no {FILE_NAME} in it")
    return file


async def named_run(ledger: Ledger, path: str, name: str) -> str:
    """The run meant: the one named, or the only one there.

    Raises:
        UnknownNameError: no run of that name.
        UsageError: none is named, and there isn't exactly one.
    """
    known = [row.id for row in await ledger.runs() if not row.id.startswith(JUDGED)]
    return _chosen(known, path, name)


def _chosen(known: Sequence[str], path: str, name: str) -> str:
    if name and name not in known:
        raise UnknownNameError("run", name, known)
    if not name and len(known) != 1:
        raise UsageError(f"{path!r} holds {len(known)} runs ({', '.join(known)}); name one as {path}#RUN")
    return name or known[0]
