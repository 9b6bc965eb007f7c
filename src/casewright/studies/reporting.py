"""From material to a report in a folder: parts measured, claims drawn, page, tables, pictures and data written"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from casewright.errors import InputError, StorageError
from casewright.runs.exporting.whole import whole_file
from casewright.studies.book import ArmLine, Book
from casewright.studies.claims import claims
from casewright.studies.loading.study_folder import is_study
from casewright.studies.material import Arm, Material
from casewright.studies.material_facts import facts_of
from casewright.studies.part import Part
from casewright.studies.parts import PartRun, measure_parts
from casewright.studies.run.journal import read_journal
from casewright.wire import to_json

__all__ = ["DATA", "Report", "check_folder", "make_report"]

DATA = "study.json"
"""All that the page shows, as data."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was written.

    Attributes:
        book: What it shows.
        page: Its page.
        failed: Parts that failed.
    """

    book: Book
    page: Path
    failed: tuple[str, ...]


def check_folder(folder: Path) -> None:
    """Before minutes are spent on what can't be kept there.

    Raises:
        InputError: the folder is a study's own, whose ``study.json`` the report would replace.
        StorageError: it can't be made.
    """
    if is_study(folder) and _holds_journal(folder):
        raise InputError(f"{str(folder)!r} is a study's own folder; write its report to {str(folder / 'report')!r}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"can't make {str(folder)!r}: {error.strerror}") from None


def make_report(
    material: Material,
    folder: Path,
    *,
    title: str,
    meta: Mapping[str, str],
    said: Sequence[str] = (),
    only: Collection[str] = (),
    people: Sequence[Part] = (),
) -> Report:
    """Measures what was asked for and writes the report; parts that were measured on the same are taken as they are.

    Args:
        material: What is measured.
        folder: Where the report goes.
        title: Its heading.
        meta: What it was made of, by name; when, how long and with what is added.
        said: What a reader must know of the material, in sentences.
        only: Names of parts; all where none is named.
        people: What people said of the reports, read back from sheets.

    Raises:
        UnknownNameError: there is no part of that name.
        StorageError: the folder can't be written.
    """
    started = perf_counter()
    runs = measure_parts(material, folder, only, people)
    parts = (*(run.part for run in runs), *people)
    book = Book(
        title=title,
        meta={**meta, **_circumstances(material, runs, perf_counter() - started)},
        arms=tuple(_line(arm) for arm in material.arms),
        parts=parts,
        claims=claims(parts, facts_of(material)),
        not_assessed=tuple(said),
    )
    material.tell("writing the report", 0, 0)
    book = book if find_spec("matplotlib") else _without_pictures(book)
    _write_data(folder, book)
    return Report(book, _write_page(book, folder), tuple(run.part.id for run in runs if run.failed))


def _write_page(book: Book, folder: Path) -> Path:
    from casewright.studies.page import write_page

    return write_page(book, folder)


def _without_pictures(book: Book) -> Book:
    told = "pictures: matplotlib isn't installed; pip install 'casewright[studies]' and run the same command again"
    parts = tuple(replace(part, pictures=()) for part in book.parts)
    return replace(book, parts=parts, not_assessed=(*book.not_assessed, told))


def _line(arm: Arm) -> ArmLine:
    judged = any(report.outcome is not None for report in arm.reports)
    passed = len(arm.passed) if judged else None
    return ArmLine(arm.name, len(arm.reports), len(arm.written), passed, arm.delivers, baseline=arm.parrot)


def _circumstances(material: Material, runs: Sequence[PartRun], seconds: float) -> dict[str, str]:
    times = ", ".join(f"{run.part.id} {'kept' if run.reused else f'{run.seconds:.1f} s'}" for run in runs)
    return {
        "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "casewright": version("casewright"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "Python": platform.python_version(),
        "embedder": material.embedder.name if material.embedder else "none",
        "seed": str(material.seed),
        "time": f"{seconds:.1f} s ({times})",
    }


def _write_data(folder: Path, book: Book) -> None:
    text = json.dumps({"schema": 1, **to_json(book)}, ensure_ascii=False, indent=1)
    try:
        with whole_file(folder / DATA) as beside:
            beside.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"can't write {str(folder / DATA)!r}: {error.strerror}") from None


def _holds_journal(folder: Path) -> bool:
    try:
        return read_journal(folder) is not None
    except InputError:
        return False
