"""Our index, asked as the peers are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.overlap.trial import Answer

from casewright.measures.privacy import ReferenceIndex, ReferenceNote, overlap_reasons

__all__ = ["KEY", "Asked", "ask", "build", "refused", "timed"]

KEY = b"a key for benchmarks"


@dataclass(frozen=True, slots=True)
class Asked:
    """A system's answers, with CPU seconds: of the build, and of each query."""

    build: float
    answers: Sequence[Answer]
    seconds: Sequence[float]
    bytes: int | None = None


def build(notes: Iterable[ReferenceNote], *, boilerplate: Iterable[ReferenceNote] = ()) -> ReferenceIndex:
    """The index in memory, patients named."""
    return ReferenceIndex.build(notes, KEY, "corpus", patients_named=True, boilerplate=boilerplate)


def ask(index: ReferenceIndex, text: str) -> Answer:
    """The likeliest source."""
    found = index.sources(text, top=1)
    return (int(found[0][0]), float(found[0][1])) if found else None


def refused(index: ReferenceIndex, text: str) -> tuple[str, ...]:
    """Which of the screen's default limits the text breaks."""
    return tuple(reason.target or reason.kind for reason in overlap_reasons(index.screen(text)))


def timed(work: Callable[[str], Any], texts: Sequence[str]) -> tuple[list[Any], list[float]]:
    """What comes out, and the CPU seconds of each; twenty texts are asked before, to be warm."""
    for text in texts[:20]:
        work(text)
    results, seconds = [], []
    for text in texts:
        began = time.process_time()
        results.append(work(text))
        seconds.append(time.process_time() - began)
    return results, seconds
