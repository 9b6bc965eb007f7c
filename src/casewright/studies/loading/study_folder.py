"""A study's folder: which cells it has, and the run of each"""

from __future__ import annotations

from pathlib import Path

from casewright.errors import InputError
from casewright.ledger import FILE_NAME
from casewright.runs.exporting.files import FILES
from casewright.studies.loading.portion import Place
from casewright.studies.run.journal import JOURNAL, CellEntry, read_journal

__all__ = ["arm_name", "is_run", "is_study", "study_meta", "study_places"]

ENDED = ("complete", "short")


def is_run(folder: Path) -> bool:
    """Whether a folder holds a run: its ledger, or the exports of one."""
    return (folder / FILE_NAME).is_file() or (folder / FILES["accepted"]).is_file()


def is_study(folder: Path) -> bool:
    """Whether a folder holds a study: its ``study.json``."""
    return (folder / JOURNAL).is_file() and not is_run(folder)


def arm_name(writer: str, *, loop: bool) -> str:
    """What tables call a writer's arm; the parrot, which tries once, is the parrot."""
    return writer if writer == "parrot" or not loop else f"{writer}, loop"


def study_meta(folder: Path) -> dict[str, str]:
    """What a study's folder says of how it was made, by name: title, file, where, how long, who wrote.

    Raises:
        InputError: its ``study.json`` can't be read.
    """
    journal = read_journal(folder)
    if journal is None:
        return {}
    began = [cell.began for cell in journal.cells if cell.began]
    ended = [cell.ended for cell in journal.cells if cell.ended]
    seconds = sum(cell.seconds for cell in journal.cells)
    told = {
        "title": journal.title,
        "study": journal.file,
        "written with": ", ".join(f"{name} {value}" for name, value in journal.versions.items()),
        "written": f"{min(began)} to {max(ended)}, {seconds / 3600:.1f} hours of work" if began and ended else "",
        **{f"model of {name}": one.fingerprint or one.name for name, one in journal.writers.items()},
    }
    return {name: value for name, value in told.items() if value}


def study_places(place: Place) -> tuple[list[Place], list[str]]:
    """The runs of a study's cells, and which cells didn't come to their end.

    Raises:
        InputError: the folder's ``study.json`` can't be read, or no cell was begun.
    """
    folder = place.path or Path(place.told)
    journal = read_journal(folder)
    if journal is None:
        raise InputError(f"no study in {str(folder)!r}: there is no {JOURNAL}")
    begun = [cell for cell in journal.cells if is_run(folder / cell.folder)]
    if not begun:
        raise InputError(f"study {str(folder)!r} has no cell that was begun; `casewright study run` goes on with it")
    return [_run(folder, cell) for cell in begun], [cell.name for cell in journal.cells if cell.state not in ENDED]


def _run(folder: Path, cell: CellEntry) -> Place:
    """A cell in a ledger elsewhere has its exports in its folder, which says nothing of the ledger's password."""
    own = folder / cell.folder
    ledger = own / FILE_NAME
    kept = str(ledger) if ledger.is_file() else ""
    return Place(str(own), "run", own, kept, cell.run, arm=arm_name(cell.writer, loop=cell.loop), loop=cell.loop)
