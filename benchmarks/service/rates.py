"""Requests a second of submit, read and evaluate, beside a bare FastAPI route in the same run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
from benchmarks.service.load import Asked, Found, load
from benchmarks.service.place import ORDER, Served, bare, served, workplace

__all__ = ["REPORT", "rates"]

PORT = 8497
REPORT = {
    "code": "F32.1",
    "kind": "progress",
    "text": (
        "Interval history:\nLow mood on most days since the last visit, and little energy. He no longer enjoys his "
        "garden. He sleeps badly and eats less. He blames himself for small things.\n\nMental state examination:\n"
        "He looks downcast and speaks slowly. No hallucinations.\n\nRisk assessment:\nHe denies thoughts of suicide."
        "\n\nPlan:\nThe present medication goes on. Review in three weeks."
    ),
}


async def rates(folder: Path, n: int) -> AsyncIterator[Found]:
    """Each kind of request in turn, the bare routes first; all of them answered as they should be."""
    async with bare(PORT) as nothing:
        yield await load("bare FastAPI, GET", nothing, Asked("GET", "/thing"), n=n)
        yield await load("bare FastAPI, POST", nothing, Asked("POST", "/thing", lambda number: ORDER), n=n)
    async with served(workplace(folder)) as service:
        job = await _begun(service)
        yield await load("GET /livez", service, Asked("GET", "/livez"), n=n)
        yield await load("read: GET /v1/jobs/{id}", service, Asked("GET", f"/v1/jobs/{job}"), n=n)
        yield await load("read: GET /v1/jobs/{id}/samples", service, Asked("GET", f"/v1/jobs/{job}/samples"), n=n)
        again = Asked("POST", "/v1/jobs", _same, (200, 202))
        yield await load("submit: POST /v1/jobs, the same run", service, again, n=n // 4)
        new = Asked("POST", "/v1/jobs", lambda number: {**_same(number), "seed": 10 + number}, (200, 202))
        yield await load("submit: POST /v1/jobs, a new run", service, new, n=n // 4)
        yield await load("evaluate: POST /v1/evaluate", service, Asked("POST", "/v1/evaluate", _report), n=n // 4)


def _same(number: int) -> dict[str, Any]:
    return {"orders": [ORDER], "seed": 1}


def _report(number: int) -> dict[str, Any]:
    return {**REPORT, "text": f"{REPORT['text']} Visit {number}."}


async def _begun(service: Served) -> str:
    """A job, and each route warm."""
    headers = {"Authorization": f"Bearer {service.key}"}
    async with httpx.AsyncClient(base_url=service.url, headers=headers, timeout=60) as client:
        job = (await client.post("/v1/jobs", json=_same(0))).raise_for_status().json()["id"]
        for _ in range(5):
            (await client.post("/v1/evaluate", json=REPORT)).raise_for_status()
    return str(job)
