"""A study's folder: which cells it planned, and the run of each"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.ledger import FILE_NAME
from casewright.runs.exporting.files import FILES
from casewright.studies.loading.portion import Place

__all__ = ["STUDY_FILE", "arm_name", "is_run", "study_places"]

STUDY_FILE = "study.json"
RUNS = "runs"


def is_run(folder: Path) -> bool:
    """Whether a folder holds a run: its ledger, or the exports of one."""
    return (folder / FILE_NAME).is_file() or (folder / FILES["accepted"]).is_file()


def arm_name(writer: str, *, loop: bool) -> str:
    """What tables call a writer's arm; the parrot, which tries once, is the parrot."""
    return writer if writer == "parrot" or not loop else f"{writer}, loop"


def study_places(place: Place) -> tuple[list[Place], list[str]]:
    """The runs of a study's cells, and which cells have none yet.

    Raises:
        InputError: the folder's ``study.json`` can't be read, or no cell has a run.
    """
    folder = place.path or Path(place.told)
    found: list[Place] = []
    missing: list[str] = []
    for cell in _cells(folder / STUDY_FILE):
        name = str(cell.get("name") or cell.get("cell"))
        own = folder / RUNS / name
        if is_run(own):
            found.append(_run(own, arm_name(str(cell["writer"]), loop=bool(cell["loop"]))))
        else:
            missing.append(name)
    if not found:
        raise InputError(f"study {str(folder)!r} has no cell that was run; `casewright study run` goes on with it")
    return found, missing


def _run(folder: Path, arm: str) -> Place:
    ledger = folder / FILE_NAME
    return Place(str(folder), "run", folder, str(ledger) if ledger.is_file() else "", arm=arm)


def _cells(path: Path) -> Iterator[dict[str, Any]]:
    try:
        told: Any = json.loads(path.read_text("utf-8"))
        cells = told["cells"]
        assert all(isinstance(cell, dict) and {"writer", "loop"} <= cell.keys() for cell in cells)  # noqa: S101
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AssertionError):
        raise InputError(f"{str(path)!r} is no study that can be read") from None
    yield from cells
