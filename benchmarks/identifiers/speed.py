"""What a note takes: patterns, presidio in a thread, presidio in one and in two processes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

from benchmarks.identifiers.finders import Finder, finders
from benchmarks.identifiers.planted import real_notes

from casewright.measures.privacy import IdentifierPool

__all__ = ["speed_lines"]


def speed_lines(notes: int = 40) -> Iterator[str]:
    """Milliseconds a note over English transcriptions: CPU of this process, and wall clock for pools."""
    texts = real_notes("en")[:notes]
    words = sum(len(text.split()) for text in texts) / len(texts)
    yield f"over {len(texts)} transcriptions of {words:.0f} words on average"
    for name, finder in finders("en").items():
        yield f"{name}: {_cpu(finder, texts):.1f} ms CPU a note"
    if len(finders("en")) > 1:
        for workers in (1, 2):
            yield f"pool of {workers}: {asyncio.run(_pooled(workers, texts)):.1f} ms wall a note"


def _cpu(finder: Finder, texts: list[str]) -> float:
    finder(texts[0], "en")
    began = time.process_time()
    for text in texts:
        finder(text, "en")
    return 1000 * (time.process_time() - began) / len(texts)


async def _pooled(workers: int, texts: list[str]) -> float:
    pool = IdentifierPool(workers)
    warm = (pool.find(texts[0], "en", policy="off") for _ in range(2 * workers))
    await asyncio.gather(*warm)
    began = time.perf_counter()
    await asyncio.gather(*(pool.find(text, "en", policy="off") for text in texts))
    took = time.perf_counter() - began
    await pool.close()
    return 1000 * took / len(texts)
