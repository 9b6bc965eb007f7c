"""PLACE on the command line: a study's folder, a RUN, an export or a file made elsewhere, each also as NAME=PLACE"""

from __future__ import annotations

import asyncio
from pathlib import Path

from casewright.cli.run_place import JUDGED, opened_run, run_place
from casewright.errors import InputError
from casewright.ledger import FILE_NAME
from casewright.studies.loading import Place, is_run, is_study

__all__ = ["file_place", "place_named"]

JUDGED_FILE = "records.jsonl"
"""What `casewright evaluate` leaves in its folder."""


def place_named(text: str, ledger: str | None = None, project: str = "default") -> Place:
    """The place that a user named; a name before ``=`` is the arm's.

    Raises:
        InputError: nothing is there.
        UnknownNameError: a ledger has no such run.
        UsageError: several runs are there and none is named, or a database that we don't know.
    """
    arm, text = _named(text)
    path = Path(text)
    if path.is_dir() and is_study(path):
        return _renamed(Place(text, "study", path), arm)
    if path.is_dir() and not is_run(path):
        return _folder(text, path, arm)
    if path.is_file() and path.name != FILE_NAME:
        return Place(text, "file", path, arm=arm)
    if path.is_dir() and not (path / FILE_NAME).is_file():
        return Place(text, "run", path, arm=arm)
    return _run(text, ledger, project, arm)


def file_place(text: str) -> Place:
    """A file or folder of texts that were made elsewhere; a name before ``=`` is the arm's.

    Raises:
        InputError: nothing is there.
    """
    arm, text = _named(text)
    path = Path(text)
    if path.is_dir() and (path / JUDGED_FILE).is_file():
        return Place(text, "file", path / JUDGED_FILE, arm=arm or path.name)
    if not path.exists():
        raise InputError(f"can't read {text!r}: No such file or directory")
    return Place(text, "file", path, arm=arm)


def _named(text: str) -> tuple[str, str]:
    """A path that exists goes before a name, and so does a URL with ``=`` in it."""
    name, sign, place = text.partition("=")
    if not sign or not name.strip() or not place or "://" in name or Path(text).exists():
        return "", text
    return name.strip(), place


def _renamed(place: Place, arm: str) -> Place:
    if arm:
        raise InputError(f"{place.told!r} is a study, which has several arms: {arm!r} can't be the name of all")
    return place


def _folder(text: str, path: Path, arm: str) -> Place:
    """A folder that is no run: what `evaluate` judged, or texts."""
    if (path / JUDGED_FILE).is_file():
        return Place(text, "file", path / JUDGED_FILE, arm=arm or path.name)
    if not any(path.iterdir()):
        raise InputError(f"nothing to report on in {text!r}: the folder is empty")
    if any((one / FILE_NAME).is_file() for one in path.iterdir() if one.is_dir()):
        raise InputError(f"{text!r} is no run and no study, it holds some: name them, such as {text}/*")
    return Place(text, "file", path, arm=arm)


def _run(text: str, ledger: str | None, project: str, arm: str) -> Place:
    place = run_place(text, ledger=ledger, project=project)
    if place.beside is not None and not place.run and asyncio.run(_only_judged(place.ledger, project)):
        return Place(text, "file", place.beside / JUDGED_FILE, arm=arm or place.beside.name)
    run = asyncio.run(_meant(text, ledger, project))
    told = place.told if place.beside else f"{place.told}#{run}"
    return Place(told, "run" if place.beside else "ledger", place.beside, place.ledger, run, place.project, arm)


async def _meant(text: str, ledger: str | None, project: str) -> str:
    async with opened_run(run_place(text, ledger=ledger, project=project)) as (_, run):
        return run


async def _only_judged(url: str, project: str) -> bool:
    from casewright.ledger import open_ledger

    ledger = open_ledger(url, project=project)
    try:
        known = [row.id for row in await ledger.runs()]
    finally:
        await ledger.close()
    return bool(known) and all(run.startswith(JUDGED) for run in known)
