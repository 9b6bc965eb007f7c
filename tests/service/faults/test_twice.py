"""The same at the same time, and keys that change while they are used."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from casewright.runs.workplace import WorkDone

MakeClient = Callable[..., Awaitable[httpx.AsyncClient]]
Work = Callable[..., Awaitable[WorkDone]]
ORDER = {"code": "F32.1", "kind": "progress", "level": "named", "n": 2}
REPORTS = [
    {"id": f"visit-{n}", "code": "F32.1", "kind": "progress", "text": f"Low mood for {n} weeks."} for n in (3, 4)
]


@pytest.mark.parametrize("body", [{"orders": [ORDER]}, {"reports": REPORTS}], ids=["orders", "reports"])
async def test_one_key_at_once_is_one_job(client: MakeClient, body: dict[str, Any]) -> None:
    """Sixteen requests that don't wait for one another."""
    ana = await client("submit", "evaluate", at_once=None)
    sent = [ana.post("/v1/jobs", json=body, headers={"Idempotency-Key": "once"}) for _ in range(16)]
    answers = await asyncio.gather(*sent)
    assert {answer.status_code for answer in answers} <= {200, 202}, [answer.text for answer in answers]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len((await ana.get("/v1/jobs")).json()["jobs"]) == 1


async def test_one_order_at_once_is_one_run(client: MakeClient, work: Work) -> None:
    """Eight jobs on it; its reports are written once, and each job has them."""
    ana = await client("submit", at_once=None)
    answers = await asyncio.gather(*(ana.post("/v1/jobs", json={"orders": [ORDER]}) for _ in range(8)))
    jobs = [answer.raise_for_status().json() for answer in answers]
    assert len({job["id"] for job in jobs}) == 8
    (run,) = {job["run"] for job in jobs}
    await work(run)
    for job in jobs:
        told = (await ana.get(f"/v1/jobs/{job['id']}")).json()
        assert (told["state"], told["outcomes"]["accepted"]) == ("done", 2)


async def test_an_idempotency_key_is_its_owners(client: MakeClient) -> None:
    """Another key, or another project, says the same word of something else."""
    one, two = await client("submit"), await client("submit", name="ben")
    other = await client("submit", project="elsewhere", name="eve")
    headers = {"Idempotency-Key": "once"}
    made = [(await somebody.post("/v1/jobs", json={"orders": [ORDER]}, headers=headers)).json()["id"]
            for somebody in (one, two, other)]  # fmt: skip
    assert len(set(made)) == 3


async def test_a_key_is_changed_while_it_is_used(client: MakeClient) -> None:
    """The old one holds as long as was said, the new one at once, a revoked one no more; jobs stay."""
    chief, ana = await client("admin"), await client("submit", name="bea")
    job = (await ana.post("/v1/jobs", json={"orders": [ORDER]})).json()
    keys = (await chief.get("/v1/keys")).json()["keys"]
    (old,) = [key["id"] for key in keys if key["name"] == "bea"]
    made = (await chief.post(f"/v1/keys/{old}/rotate", json={})).raise_for_status().json()
    renewed = {"Authorization": f"Bearer {made['key']}"}
    for headers in ({}, renewed):
        assert (await ana.get(f"/v1/jobs/{job['id']}", headers=headers)).status_code == 200
    assert (await chief.delete(f"/v1/keys/{old}")).status_code == 204
    async with asyncio.timeout(10):
        while (answer := await ana.get("/v1/jobs")).status_code != 401:  # noqa: ASYNC110 - keys are polled
            await asyncio.sleep(0.2)
    assert answer.json()["type"].endswith("unauthenticated")
    assert (await ana.get(f"/v1/jobs/{job['id']}", headers=renewed)).status_code == 200
