"""Jobs over HTTP: handed in once, read by whoever may, paged through, cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from casewright.rubrics import resolve
from casewright.runs.decisions import record_decision
from casewright.runs.workplace import WorkDone
from casewright.service.site import Site

Client = Callable[..., Awaitable[httpx.AsyncClient]]
Work = Callable[..., Awaitable[WorkDone]]
ORDERS: dict[str, Any] = {"orders": [{"code": "F32.1", "n": 2, "kind": "progress"}], "seed": 3}


async def test_a_job_is_handed_in_worked_on_and_read(client: Client, work: Work) -> None:
    """Its run is an ordinary one; counts add up; accepted reports come with their records."""
    ana = await client("submit")
    answer = await ana.post("/v1/jobs", json=ORDERS)
    assert answer.status_code == 202, answer.text
    job = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert (job["state"], job["samples"], job["orders"][0]["short"]) == ("queued", 0, 2)
    await work(job["run"])
    done = (await ana.get(f"/v1/jobs/{job['id']}")).json()
    assert done["state"] == "done"
    assert done["ending"]["how"] == "complete"
    for order in done["orders"]:
        assert order["accepted"] + order["short"] == order["n"] == order["asked"] == 2
        assert order["samples"] == order["undecided"] + sum(order["outcomes"].values())
    page = (await ana.get(f"/v1/jobs/{job['id']}/samples", params={"outcome": "accepted"})).json()
    assert len(page["samples"]) == 2
    assert page["next"] is None
    assert all(one["record"]["text"] and one["record"]["decision"]["outcome"] == "accepted" for one in page["samples"])


async def test_whoever_only_reviews_blindly_reads_no_decisions(client: Client) -> None:
    """Neither by page nor by stream nor for Argilla; the job's counts are there, and whoever orders reads all."""
    ana, rater = await client("submit", "review"), await client("review", name="rater")
    job = (await ana.post("/v1/jobs", json=ORDERS)).json()
    for path in (f"/v1/jobs/{job['id']}/samples", f"/v1/jobs/{job['id']}/events", f"/v1/argilla/{job['run']}"):
        refused = await rater.get(path)
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:casewright:problem:forbidden"), path
    assert (await rater.get(f"/v1/jobs/{job['id']}")).status_code == 200
    assert (await ana.get(f"/v1/jobs/{job['id']}/samples")).status_code == 200


async def test_a_person_s_decision_is_in_the_record(client: Client, work: Work, site: Site) -> None:
    """What stands is told in the sample and in its record alike."""
    ana = await client("submit")
    job = (await ana.post("/v1/jobs", json=ORDERS)).json()
    await work(job["run"])
    samples = f"/v1/jobs/{job['id']}/samples"
    [first, *_] = (await ana.get(samples, params={"outcome": "accepted"})).json()["samples"]
    ledger = await site.ledgers.of("default")
    await record_decision(ledger, job["run"], first["sample"], "reject", who="ana", why="duration is not told")
    rejected = (await ana.get(samples, params={"outcome": "rejected"})).json()["samples"]
    [found] = [one for one in rejected if one["sample"] == first["sample"]]
    assert (found["record"]["decision"]["outcome"], found["record"]["decision"]["by"]) == ("rejected", "person")


async def test_equal_orders_are_one_run_and_new_begins_another(client: Client) -> None:
    """A second job joins the run, a larger n raises it, and `new` stands apart."""
    ana = await client("submit")
    first = (await ana.post("/v1/jobs", json=ORDERS)).json()
    more = {**ORDERS, "orders": [{**ORDERS["orders"][0], "n": 5}]}
    second = (await ana.post("/v1/jobs", json=more)).json()
    third = (await ana.post("/v1/jobs", json={**ORDERS, "new": True})).json()
    assert first["run"] == second["run"] != third["run"]
    now = (await ana.get(f"/v1/jobs/{first['id']}")).json()["orders"][0]
    assert (now["asked"], now["n"], now["short"]) == (2, 5, 5)


async def test_a_request_sent_again_makes_no_second_job(client: Client) -> None:
    """The same Idempotency-Key gives the same job, also at once; another request under it is refused."""
    ana, headers = await client("submit"), {"Idempotency-Key": "morning batch, first try"}
    answers = await asyncio.gather(*(ana.post("/v1/jobs", json=ORDERS, headers=headers) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum(not answer.json()["repeated"] for answer in answers) == 1
    assert len((await ana.get("/v1/jobs")).json()["jobs"]) == 1
    other = await ana.post("/v1/jobs", json={**ORDERS, "seed": 4}, headers=headers)
    assert (other.status_code, other.json()["type"]) == (409, "urn:casewright:problem:idempotency-conflict")
    ben = await client("submit", name="ben")
    assert (await ben.post("/v1/jobs", json=ORDERS, headers=headers)).json()["repeated"] is False


async def test_another_project_sees_no_job(client: Client) -> None:
    """Its jobs, samples and events are not there, as if there were none."""
    ana, eve = await client("submit"), await client("submit", "admin", project="elsewhere")
    job = (await ana.post("/v1/jobs", json=ORDERS)).json()["id"]
    for path in (f"/v1/jobs/{job}", f"/v1/jobs/{job}/samples", f"/v1/jobs/{job}/events", "/v1/jobs/job-none"):
        answer = await eve.get(path)
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:casewright:problem:not-found")
    assert (await eve.post(f"/v1/jobs/{job}/cancel")).status_code == 404
    assert (await eve.get("/v1/jobs")).json() == {"jobs": [], "next": None}


async def test_roles_hold(client: Client) -> None:
    """Who may only review reads jobs and hands none in; orders need submit, reports evaluate."""
    rita, ed = await client("review"), await client("evaluate")
    assert (await rita.post("/v1/jobs", json=ORDERS)).status_code == 403
    assert (await ed.post("/v1/jobs", json=ORDERS)).status_code == 403
    assert (await rita.get("/v1/jobs")).status_code == 200
    nobody = await client()
    assert (await nobody.get("/v1/jobs")).status_code == 401


async def test_a_pinned_rubric_holds_or_the_job_is_refused(client: Client, overlay: Path) -> None:
    """The hash in force is told, and nothing is kept of a refused job."""
    ana = await client("submit")
    found = resolve("F32.1", kind="progress", overlays=(overlay,))
    order = ORDERS["orders"][0]
    kept = await ana.post("/v1/jobs", json={"orders": [{**order, "rubric": found.hash}]})
    assert kept.status_code == 202
    other = await ana.post("/v1/jobs", json={"orders": [{**order, "rubric": "0" * 16}], "seed": 9})
    assert (other.status_code, other.json()["hash"]) == (409, found.hash)
    assert len((await ana.get("/v1/jobs")).json()["jobs"]) == 1


async def test_pages_of_samples_follow_one_another(client: Client, work: Work) -> None:
    """Every sample stands on one page; a made-up place, or another list's, is refused."""
    ana = await client("submit")
    two = {"orders": [{"code": "F32.1", "n": 3, "kind": "progress"}, {"code": "F32.1", "n": 2, "kind": "intake"}]}
    job = (await ana.post("/v1/jobs", json=two)).json()
    await work(job["run"])
    path, after, last = f"/v1/jobs/{job['id']}/samples", None, ""
    seen: list[str] = []
    while True:
        params = {"limit": 2, "records": False, **({"after": after} if after else {})}
        page = (await ana.get(path, params=params)).json()
        seen += [one["sample"] for one in page["samples"]]
        after = page["next"]
        if after is None:
            break
        last = after
    whole = (await ana.get(path, params={"limit": 200, "records": False})).json()["samples"]
    assert seen == [one["sample"] for one in whole]
    assert len(set(seen)) == len(seen) >= 5
    notes = (await ana.get(path, params={"kind": "progress", "records": False})).json()["samples"]
    assert {one["kind"] for one in notes} == {"progress"}
    assert 0 < len(notes) < len(whole)
    for place in ("F32.1", "AAAA", last[:-4] + "AAAA"):
        assert (await ana.get(path, params={"after": place})).status_code == 400
    assert (await ana.get("/v1/jobs", params={"after": last})).status_code == 400


async def test_cancelling_ends_the_run_unless_another_job_is_on_it(client: Client, site: Site) -> None:
    """Of two jobs on a run the first cancelled goes alone; with the second the run ends. Twice changes nothing."""
    ana = await client("submit")
    first, second = [(await ana.post("/v1/jobs", json=ORDERS)).json() for _ in range(2)]
    gone = (await ana.post(f"/v1/jobs/{first['id']}/cancel")).json()
    assert gone["state"] == "cancelled"
    assert await _state(site, first["run"]) == "open"
    assert (await ana.get(f"/v1/jobs/{second['id']}")).json()["state"] == "queued"
    await ana.post(f"/v1/jobs/{second['id']}/cancel")
    assert await _state(site, first["run"]) == "cancelled"
    assert (await ana.post(f"/v1/jobs/{second['id']}/cancel")).json()["state"] == "cancelled"
    again = (await ana.post("/v1/jobs", json=ORDERS)).json()
    assert again["state"] == "queued"
    assert await _state(site, first["run"]) == "open"


async def test_nothing_of_what_was_sent_comes_back_in_an_error(client: Client) -> None:
    """Unknown codes, kinds, profiles, and fields of one's own are refused without a word of theirs."""
    ana = await client("submit")
    order = ORDERS["orders"][0]
    for body in (
        {"orders": [{**order, "code": "QZX77"}]},
        {"orders": [{**order, "kind": "qzx77"}]},
        {"orders": [{**order, "targets": {"qzx77": {"a": 1}}}]},
        {"orders": [order], "profile": "qzx77"},
        {"orders": [{**order, "qzx77": 1}]},
        {"orders": [order], "api_base": "http://qzx77"},
        {"orders": [order], "reports": [{"id": "qzx77", "code": "F32.1", "text": "qzx77"}]},
    ):
        answer = await ana.post("/v1/jobs", json=body)
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert "qzx77" not in answer.text.lower()


async def _state(site: Site, run: str) -> str:
    row = await (await site.ledgers.of("default")).run(run)
    assert row is not None
    return row.state
