"""RUN on the command line: a folder, LEDGER#id, or the id of a run in the ledger that --ledger names."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from casewright.errors import InputError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from casewright.ledger.protocol import Ledger, RunRow

__all__ = [
    "JUDGED",
    "LEDGER_VARIABLE",
    "RunPlace",
    "chosen_run",
    "ledger_options",
    "listed_runs",
    "opened_run",
    "place_of",
    "run_argument",
    "run_place",
    "shown_ledger",
]

F = TypeVar("F", bound=Callable[..., Any])
JUDGED = "evaluation-"
"""How the names of runs begin that only evaluated."""
LEDGER_VARIABLE = "CASEWRIGHT_LEDGER"
SERVERS = ("postgresql://", "postgres://")
RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


@dataclass(frozen=True, slots=True)
class RunPlace:
    """Where a run is kept.

    ``ledger`` is what `casewright.ledger.open_ledger` takes, passwords and all: show `told` instead. ``run`` is empty
    where none is named. ``beside`` is the folder of a ledger that is a file: exports and spool lie there.
    """

    ledger: str
    run: str = ""
    project: str = "default"
    beside: Path | None = None

    @property
    def told(self) -> str:
        """The ledger as a person may read it."""
        return shown_ledger(str(self.beside) if self.beside else self.ledger)

    def folder(self, run: str) -> Path:
        """Where the exports of a run go."""
        return self.beside or Path("runs") / run


def ledger_options(command: F) -> F:
    """``--ledger`` and ``--project``."""
    told = "Ledger: a file, a folder, sqlite:///FILE or postgresql://…."
    options = (
        click.option("--ledger", "ledger_url", envvar=LEDGER_VARIABLE, show_envvar=True, metavar="URL", help=told),
        click.option("--project", default="default", show_default=True, help="Project within the ledger."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def run_argument(command: F) -> F:
    """``RUN``, ``--ledger`` and ``--project``; `place_of` reads them."""
    return click.argument("run", metavar="RUN")(ledger_options(command))


def place_of(given: Mapping[str, Any]) -> RunPlace:
    """The place that the options of `run_argument` name."""
    return run_place(given["run"], ledger=given["ledger_url"], project=given["project"])


def run_place(text: str, *, ledger: str | None = None, project: str = "default") -> RunPlace:
    """Where the run is that ``text`` names: a folder, a ledger's file or URL, each also with ``#id``, or an id alone.

    Args:
        text: What the user wrote.
        ledger: The ledger in which an id alone is looked up.
        project: The project within the ledger.

    Raises:
        InputError: there is no ledger at that place.
        UsageError: a URL of a database that we don't know.
    """
    where, _, run = text.partition("#")
    if "://" in where and not where.startswith("sqlite:"):
        if not where.startswith(SERVERS):
            raise UsageError(f"can't open ledger {shown_ledger(where)!r}; sqlite:///FILE and postgresql://… are known")
        return RunPlace(where, run, project)
    file = _file(where)
    if file is not None:
        return RunPlace(str(file), run, project, file.parent)
    if ledger and not run and RUN_ID.fullmatch(where):
        return run_place(f"{ledger}#{where}", project=project)
    raise InputError(_nothing_there(where, ledger))


@asynccontextmanager
async def opened_run(place: RunPlace) -> AsyncIterator[tuple[Ledger, str]]:
    """The ledger and the id of the run meant: the one named, or the only one there.

    Raises:
        UnknownNameError: no run of that name.
        UsageError: none is named, and there isn't exactly one.
    """
    async with listed_runs(place) as (ledger, rows):
        yield ledger, chosen_run(rows, place)


@asynccontextmanager
async def listed_runs(place: RunPlace) -> AsyncIterator[tuple[Ledger, Sequence[RunRow]]]:
    """The ledger and its runs, without those that only judged."""
    from casewright.ledger import open_ledger

    ledger = open_ledger(place.ledger, project=place.project)
    try:
        yield ledger, [row for row in await ledger.runs() if not row.id.startswith(JUDGED)]
    finally:
        await ledger.close()


def shown_ledger(text: str) -> str:
    """A ledger's name without what is secret in it: the password, and whatever stands behind ``?``."""
    if "://" not in text or text.startswith("sqlite:"):
        return text
    parts = urlsplit(text.partition("?")[0])
    user, sign, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    return f"{parts.scheme}://{name}{':…' * (':' in user)}{sign}{host}{parts.path}"


def _file(where: str) -> Path | None:
    from casewright.ledger import FILE_NAME

    path = Path(where.removeprefix("sqlite://")[1:] if where.startswith("sqlite:///") else where)
    file = path / FILE_NAME if path.is_dir() else path
    return file if where and file.is_file() else None


def _nothing_there(where: str, ledger: str | None) -> str:
    from casewright.ledger import FILE_NAME

    also = "" if ledger else f"; for a run's id alone, name its ledger with --ledger or {LEDGER_VARIABLE}"
    return f"no run at {where!r}: there is no {FILE_NAME} in it{also}"


def chosen_run(rows: Sequence[RunRow], place: RunPlace) -> str:
    """The id of the run meant: the one named, or the only one there.

    Raises:
        InputError: the folder was copied half-way.
        UnknownNameError: no run of that name.
        UsageError: none is named, and there isn't exactly one.
    """
    from casewright.cli.half_copied import half_copied

    known = [row.id for row in rows]
    if not known and place.beside and place.project == "default" and (told := half_copied(place.beside, known)):
        raise InputError(told)
    if place.run and place.run not in known:
        raise UnknownNameError(f"run in project {place.project!r} of {place.told}:", place.run, known)
    if not known:
        raise UsageError(f"{place.told!r} holds no run of project {place.project!r}; name another with --project")
    if not place.run and len(known) != 1:
        listed = ", ".join(known)
        raise UsageError(f"{place.told!r} holds {len(known)} runs ({listed}); name one as {place.told}#RUN")
    return place.run or known[0]
