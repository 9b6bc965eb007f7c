"""One process that reads arms and measures parts of a report: CPU and wall seconds, and the peak of its memory."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casewright.measures.embedding import embedder
from casewright.runs.reference import load_reference
from casewright.runs.set_sources import SetSources, read_notes
from casewright.studies.loading import Loaded, Place, form_arms, read_places
from casewright.studies.material import Material
from casewright.studies.parts import measure_parts
from casewright.studies.real_notes import RealFields, read_real
from casewright.studies.reporting import make_report

WHOLE = "whole"


def main(folder: Path, part: str, vectors: str) -> None:
    """Prints what reading took, and what the part took; ``whole`` is a report with its pictures and page."""
    found: dict[str, Any] = {}
    with _timed(found, "reading"):
        loaded = _loaded(folder)
        material = _material(loaded, folder / "notes.jsonl", vectors)
    with _timed(found, part):
        if part == WHOLE:
            report = make_report(material, folder / "report", title="t", meta={})
            found["failed"], found["by_part"] = report.failed, report.book.meta["time"]
        else:
            found["failed"] = [run.part.not_assessed for run in measure_parts(material, None, [part]) if run.failed]
    found["reports"] = sum(len(arm.reports) for arm in loaded.arms)
    print(json.dumps(found))


def _loaded(folder: Path) -> Loaded:
    folders = sorted(one.parent for one in folder.glob("*/accepted.jsonl"))
    return form_arms(*read_places([Place(one.name, "run", one, arm=one.name) for one in folders]))


def _material(loaded: Loaded, notes: Path, vectors: str) -> Material:
    real = read_real(notes, RealFields(code="code", group="patient", id="id"))
    made = embedder(vectors)
    index, texts = load_reference(notes, patient_field="patient"), read_notes(notes, "patient")
    sources = SetSources(index=index, notes=texts, embedder=made)
    return Material(loaded.arms, real.notes, sources, made, 0, loaded.targets)


@contextmanager
def _timed(found: dict[str, Any], name: str) -> Iterator[None]:
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    found[name] = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "peak_mb": _peak()}


def _peak() -> float:
    """Of this process alone: ``ru_maxrss`` would begin with that of the process that started it."""
    told = next(line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(told.split()[1]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
