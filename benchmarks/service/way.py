"""A sample's way through the service against its way through the library, in processor time and by the clock."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import httpx
from benchmarks.service.place import ORDER, Served, served, workplace

from casewright import Order
from casewright.runs.cast import cast_of
from casewright.runs.session import RunSession
from casewright.runs.workplace import Workplace

__all__ = ["Way", "library_way", "service_way"]

WARM = 12
LOOK = 0.5
"""Seconds between two looks at a job; what they cost, and what passes until the last, counts as the service's."""


@dataclass(frozen=True)
class Way:
    """Milliseconds a sample: of processors (for the service, its server's and its worker's), and by the clock."""

    samples: int
    cpu: float
    clock: float


async def library_way(folder: Path, n: int) -> Way:
    """A run in a folder, as ``casewright generate`` makes it, once the library is warm, until its last sample is told.

    Its summary and exports come after and are not counted. It has a process of its own, as warm or cold as the
    service's worker.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, _apart, folder, n)


def _apart(folder: Path, n: int) -> Way:
    return asyncio.run(_library(folder, n))


async def _library(folder: Path, n: int) -> Way:
    place = workplace(folder)
    await _run(place, folder / "warm", WARM, 1)
    return await _run(place, folder / "run", n, 2)


async def _run(place: Workplace, folder: Path, n: int, seed: int) -> Way:
    cpu, clock = time.process_time(), time.perf_counter()
    spent, samples = (cpu, clock), 0
    cast = cast_of(place.settings(), writer="parrot", certificates=place.certificates, seed=seed)
    session = RunSession(cast, (Order("F32.1", n, kind="progress", level="named"),), folder)
    async for _ in session.work():
        samples, spent = samples + 1, (time.process_time(), time.perf_counter())
    return Way(samples, 1000 * (spent[0] - cpu) / samples, 1000 * (spent[1] - clock) / samples)


async def service_way(folder: Path, n: int) -> Way:
    """A job of one order over HTTP, done by the worker beside the server, from the request until it is told as done."""
    async with served(workplace(folder), workers=1) as service:
        headers = {"Authorization": f"Bearer {service.key}"}
        async with httpx.AsyncClient(base_url=service.url, headers=headers, timeout=60) as client:
            await _job(client, WARM, 1)
            cpu, clock = _spent(service), time.perf_counter()
            samples = await _job(client, n, 2)
            took = time.perf_counter() - clock
            return Way(samples, 1000 * (_spent(service) - cpu) / samples, 1000 * took / samples)


async def _job(client: httpx.AsyncClient, n: int, seed: int) -> int:
    body = {"orders": [{**ORDER, "n": n}], "seed": seed}
    place = f"/v1/jobs/{(await client.post('/v1/jobs', json=body)).raise_for_status().json()['id']}"
    while True:
        told = (await client.get(place)).raise_for_status().json()
        if told["state"] not in ("queued", "running"):
            return int(sum(told["outcomes"].values()))
        await asyncio.sleep(LOOK)


def _spent(service: Served) -> float:
    return sum(service.cpu().values())
