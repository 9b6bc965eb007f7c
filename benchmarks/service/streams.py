"""Many open event streams on one run that is worked on, and how soon each of them hears of its end."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
from benchmarks.service.place import ORDER, Served, served, workplace

__all__ = ["Heard", "streams"]


@dataclass(frozen=True)
class Heard:
    """What listeners heard, and what they cost the server: megabytes, and seconds of its processor.

    ``spread`` are the seconds between the first and the last of them to hear of the end.
    """

    listeners: int
    decided: int
    complete: int
    spread: float
    rss: tuple[float, float]
    cpu: float
    seconds: float


async def streams(folder: Path, listeners: int, n: int) -> Heard:
    """Opens the streams, then has a worker do the job, until all have heard of its end."""
    async with served(workplace(folder), workers=1) as service:
        headers = {"Authorization": f"Bearer {service.key}"}
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=service.url, headers=headers, timeout=300, limits=limits) as client:
            before, cpu, began = service.rss(), service.cpu()["server"], time.monotonic()
            body = {"orders": [{**ORDER, "n": n}]}
            job = (await client.post("/v1/jobs", json=body)).raise_for_status().json()["id"]
            heard = await asyncio.gather(*(_listen(client, job) for _ in range(listeners)))
            return _told(service, heard, before, cpu, began)


def _told(service: Served, heard: list[tuple[int, float]], before: float, cpu: float, began: float) -> Heard:
    counts, ends = [count for count, _ in heard], [end for _, end in heard]
    most = max(counts)
    return Heard(
        listeners=len(heard),
        decided=most,
        complete=counts.count(most),
        spread=max(ends) - min(ends),
        rss=(before, service.rss()),
        cpu=service.cpu()["server"] - cpu,
        seconds=time.monotonic() - began,
    )


async def _listen(client: httpx.AsyncClient, job: str) -> tuple[int, float]:
    """Decisions heard, and when the stream said that it was over."""
    count = 0
    async with client.stream("GET", f"/v1/jobs/{job}/events") as answer:
        async for line in answer.aiter_lines():
            count += line == "event: decided"
            if line == "event: end":
                break
    return count, time.monotonic()
