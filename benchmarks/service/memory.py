"""What the server holds over many requests of all sorts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks.service.load import Asked, load
from benchmarks.service.place import ORDER, served, workplace
from benchmarks.service.rates import REPORT

__all__ = ["memory"]

STEP = 2000


async def memory(folder: Path, n: int) -> AsyncIterator[tuple[int, float]]:
    """Requests so far, and the server's megabytes: of twenty requests eighteen read, one submits and one evaluates."""
    async with served(workplace(folder)) as service:
        for done in range(0, n, STEP):
            submit = Asked("POST", "/v1/jobs", lambda i, done=done: _order(done + i), (200, 202))  # type: ignore[misc]
            await load("submit", service, submit, n=STEP // 20)
            evaluate = Asked("POST", "/v1/evaluate", lambda i, done=done: _report(done + i))  # type: ignore[misc]
            await load("evaluate", service, evaluate, n=STEP // 20)
            await load("list", service, Asked("GET", "/v1/jobs?limit=5"), n=STEP * 3 // 10)
            await load("refused", service, Asked("GET", "/v1/jobs/none", statuses=(404,)), n=STEP * 3 // 10)
            await load("models", service, Asked("GET", "/v1/models"), n=STEP * 3 // 10)
            yield done + STEP, service.rss()


def _order(number: int) -> dict[str, object]:
    return {"orders": [ORDER], "seed": number % 500}


def _report(number: int) -> dict[str, object]:
    return {**REPORT, "text": f"{REPORT['text']} Visit {number}."}
