"""Samples that workers finished, of both sorts of runs, as reviewers find them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import pytest

from casewright.runs.workplace import WorkDone

Client = Callable[..., Awaitable[httpx.AsyncClient]]
Work = Callable[..., Awaitable[WorkDone]]
ORDERS = {"orders": [{"code": "F32.1", "n": 2, "kind": "progress", "level": "named"}], "seed": 7}
TEXT = "Low mood on most days for five weeks and no interest in anything. She denies any elation."
REPORTS = {"reports": [{"id": "visit-1", "code": "F32.1", "kind": "progress", "text": TEXT}]}


@pytest.mark.parametrize(("role", "body"), [("submit", ORDERS), ("evaluate", REPORTS)], ids=["orders", "reports"])
async def test_a_sample_of_a_job_is_reviewed_and_taken_back(
    client: Client, work: Work, role: str, body: dict[str, object]
) -> None:
    """What the machine found is shown once one's own verdict is in; undo brings its outcome back."""
    sender, ana = await client(role), await client("review")
    job = (await sender.post("/v1/jobs", json=body)).json()
    await work(job["run"])
    rows = (await ana.get("/v1/reviews", params={"run": job["run"]})).json()["rows"]
    assert rows
    path = f"/v1/reviews/{job['run']}/{rows[0]['sample']}"
    blind = (await ana.get(path)).json()
    assert blind["blind"]
    assert {one["id"] for one in blind["criteria"]} >= {"low-mood", "elation"}
    said = (await ana.put(f"{path}/verdict", json={"word": "reject", "reason": "Too short to believe."})).json()
    assert (said["state"], said["outcome"]) == ("settled", "rejected")
    shown = (await ana.get(path)).json()
    assert shown["decision"]["who"] == "ana"
    assert any(one["result"]["votes"] for one in shown["criteria"])
    assert (await ana.post(f"{path}/verdict/withdraw")).json()["state"] == "open"
    assert (await ana.get(path)).json()["decision"]["outcome"] == shown["machine"]
