"""Studies as their folders have them: how their cells stand, and what their report says. No ledger is opened."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casewright.errors import CasewrightError, InputError
from casewright.studies.book import Book
from casewright.studies.page.markup import anchor
from casewright.studies.part import Part
from casewright.studies.reporting import DATA
from casewright.studies.run.journal import JOURNAL, CellEntry, Journal, read_journal
from casewright.wire import from_json

__all__ = [
    "Cells",
    "StudyLine",
    "StudyPlace",
    "cells_of",
    "figure_names",
    "journal_of",
    "line_of",
    "read_book",
    "study_places",
]

REPORT = "report"
"""Where `casewright study report` puts the report of a study's folder."""
MOST_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class StudyPlace:
    """A folder that holds a study, or a report alone; ``id`` is what addresses name it by."""

    id: str
    folder: Path

    @property
    def report(self) -> Path | None:
        """The folder of its report; ``None`` where none was made."""
        for folder in (self.folder / REPORT, self.folder):
            if (folder / "report.html").is_file():
                return folder
        return None


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one writer, with or without the loop, over groups and seeds."""

    arm: str
    cells: int
    states: Mapping[str, int]
    samples: int
    decided: int
    outcomes: Mapping[str, int]
    usd: float
    tokens: int
    seconds: float

    @property
    def parts(self) -> tuple[tuple[str, float, str], ...]:
        """For a bar: what became of the samples that are to be tried."""
        whole = max(1, self.samples)
        told = [(name, count / whole, f"{count:,} {name}") for name, count in self.outcomes.items() if count]
        left = self.samples - sum(self.outcomes.values())
        return (*told, ("planned", left / whole, f"{left:,} to come")) if left > 0 else tuple(told)


@dataclass(frozen=True, slots=True)
class StudyLine:
    """A study in a list. ``fault`` says why it can't be read."""

    id: str
    title: str
    file: str
    cells: int
    states: Mapping[str, int]
    samples: int
    decided: int
    has_report: bool
    fault: str = ""


def study_places(folders: Sequence[Path]) -> tuple[StudyPlace, ...]:
    """The studies in these folders, and those that are one themselves, by name."""
    found: dict[str, StudyPlace] = {}
    for folder in dict.fromkeys(one for named in folders for one in _within(named)):
        name = _free(_slug(folder.name), found)
        found[name] = StudyPlace(name, folder)
    return tuple(found.values())


def line_of(place: StudyPlace) -> StudyLine:
    """A study in short."""
    report = place.report is not None
    try:
        journal = journal_of(place)
    except CasewrightError:
        return StudyLine(place.id, place.id, "", 0, {}, 0, 0, report, "its study.json can't be read")
    if journal is None:
        book = read_book(place)
        return StudyLine(place.id, book.title if book else place.id, "", 0, {}, 0, 0, report)
    states: Counter[str] = Counter(cell.state for cell in journal.cells)
    samples = sum(cell.samples for cell in journal.cells)
    decided = sum(cell.decided for cell in journal.cells)
    return StudyLine(place.id, journal.title, journal.file, len(journal.cells), dict(states), samples, decided, report)


def journal_of(place: StudyPlace) -> Journal | None:
    """How its cells stand; ``None`` where the folder is that of a report alone.

    Raises:
        InputError: its file can't be read.
    """
    data = _read(place.folder / JOURNAL)
    return read_journal(place.folder) if data is not None and "cells" in data else None


def read_book(place: StudyPlace) -> Book | None:
    """What its report says; ``None`` where none was made.

    Raises:
        InputError: it can't be read, or another version made it.
    """
    if place.report is None:
        return None
    data = _read(place.report / DATA)
    if data is None or "parts" not in data:
        return None
    try:
        return from_json(Book, {name: value for name, value in data.items() if name != "schema"})
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("the report of this study was made by another version; make it again") from error


def cells_of(journal: Journal) -> tuple[Cells, ...]:
    """Cells by arm, in the order of work."""
    arms: dict[str, list[CellEntry]] = {}
    for cell in journal.cells:
        name = cell.writer if cell.writer == "parrot" else f"{cell.writer}, {'loop' if cell.loop else 'one draft'}"
        arms.setdefault(name, []).append(cell)
    return tuple(_cells(name, own) for name, own in arms.items())


def figure_names(place: StudyPlace, part: Part) -> dict[str, str]:
    """The file of each picture of a part that has one, by the picture's id."""
    folder = place.report / "figures" if place.report else None
    there = {one.name for one in folder.iterdir()} if folder and folder.is_dir() else set()
    found = {}
    for picture in part.pictures:
        names = (f"{anchor(part.id, picture.id)}.svg", f"{anchor(picture.id)}.svg")
        name = next((name for name in names if name in there), None)
        if name:
            found[picture.id] = name
    return found


def _within(named: Path) -> list[Path]:
    """The folder itself where it holds a study, else those in it that do."""
    folder = named.resolve()
    if not folder.is_dir():
        return []
    inside = sorted(one for one in folder.iterdir() if one.is_dir())
    return [folder] if _holds(folder) else [one for one in inside if _holds(one)]


def _holds(folder: Path) -> bool:
    return any((folder / name / DATA).is_file() for name in (".", REPORT))


def _read(path: Path) -> Any:
    """The JSON object of a file, or ``None`` where there is none."""
    if not path.is_file():
        return None
    if path.stat().st_size > MOST_BYTES:
        raise InputError(f"{path.name} is longer than {MOST_BYTES:,} bytes")
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} can't be read") from error
    return found if isinstance(found, dict) else None


def _cells(name: str, own: Sequence[CellEntry]) -> Cells:
    outcomes: Counter[str] = Counter()
    for cell in own:
        outcomes.update(cell.outcomes)
    return Cells(
        arm=name,
        cells=len(own),
        states=dict(Counter[str](cell.state for cell in own)),
        samples=sum(cell.samples for cell in own),
        decided=sum(cell.decided for cell in own),
        outcomes=dict(outcomes),
        usd=sum(cell.used.usd for cell in own),
        tokens=sum(cell.used.tokens for cell in own),
        seconds=sum(cell.seconds for cell in own),
    )


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:50] or "study"


def _free(name: str, taken: Mapping[str, Any]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{number}" for number in range(2, len(taken) + 3) if f"{name}-{number}" not in taken)
