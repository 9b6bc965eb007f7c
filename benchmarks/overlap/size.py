"""One index of so many notes in a process of its own: CPU of the build, peak memory, bytes, pace of a query."""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from benchmarks.overlap.invented import Invented
from benchmarks.overlap.ours import KEY, ask, timed
from benchmarks.overlap.trial import make_queries

from casewright.measures.privacy import ReferenceNote, open_index, write_index

__all__ = ["Size", "exponent", "measure", "measure_apart", "print_size"]

ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
EACH = 25
"""Queries of each class; and as many fresh notes as all of them."""


@dataclass(frozen=True, slots=True)
class Size:
    """CPU in seconds of the build and milliseconds of a query, memory in MB."""

    notes: int
    thin: bool
    build: float
    peak: float
    before: float
    """Memory before the build: Python, numpy and the hospital's vocabulary."""
    bytes: int
    open: float
    screen: tuple[float, float]
    """Median and 95th percentile."""
    sources: tuple[float, float]


@dataclass(slots=True)
class _Metered:
    """An iterator that keeps the CPU seconds of making its notes, which are not the index's."""

    notes: Iterable[ReferenceNote]
    seconds: float = 0.0

    def __iter__(self) -> Iterator[ReferenceNote]:
        began = time.process_time()
        for note in self.notes:
            self.seconds += time.process_time() - began
            yield note
            began = time.process_time()
        self.seconds += time.process_time() - began


def measure_apart(notes: int, *, thin: bool = False) -> Size:
    """In a new process, on one core."""
    command = [sys.executable, "-m", "benchmarks.overlap", "size", "--notes", str(notes), *(["--thin"] if thin else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | ONE_CORE)  # noqa: S603
    told = json.loads(done.stdout.splitlines()[-1])
    return Size(**told | {"screen": tuple(told["screen"]), "sources": tuple(told["sources"])})


def measure(notes: int, *, thin: bool = False) -> Size:
    """Builds the file from a stream, opens it, and asks it copies and fresh notes, half and half."""
    hospital = Invented()
    with tempfile.TemporaryDirectory() as folder:
        path, metered = Path(folder) / "corpus.index", _Metered(hospital.notes(notes))
        before, began = _memory(), time.process_time()
        info = write_index(path, metered, KEY, name="corpus", patients_named=True, thin=thin)
        build, peak = time.process_time() - began - metered.seconds, _memory()
        began = time.process_time()
        index = open_index(path, KEY)
        opened = time.process_time() - began
        texts = _texts(hospital, notes)
        screen, sources = (timed(work, texts)[1] for work in (index.screen, lambda text: ask(index, text)))
    return Size(notes, thin, build, peak, before, info.bytes, opened, _spread(screen), _spread(sources))


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The power of size that a cost grows with, by least squares on logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0]) if len(sizes) > 1 else math.nan


def _texts(hospital: Invented, notes: int) -> list[str]:
    sources = list(hospital.notes(min(notes, 2000)))
    queries = make_queries(sources, hospital.fresh(500, 1), EACH, seed=notes)
    return [text for query, fresh in zip(queries, hospital.fresh(len(queries), 2), strict=True)
            for text in (query.text, fresh)]  # fmt: skip


def _spread(seconds: Sequence[float]) -> tuple[float, float]:
    low, high = np.percentile(seconds, (50, 95)) * 1000
    return float(low), float(high)


def _memory() -> float:
    """The most that was resident so far; getrusage's figure starts at that of the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_size(notes: int, *, thin: bool) -> None:
    """For the process that asked."""
    print(json.dumps(asdict(measure(notes, thin=thin))))
