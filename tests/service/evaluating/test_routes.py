"""One report over HTTP: judged before a deadline, screened before it is kept, shown as the caller may see it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from casewright.rubrics import resolve
from casewright.runs.workplace import WorkDone, Workplace
from casewright.service.app import build_app
from casewright.service.keys import make_key
from casewright.service.opening import open_site

Client = Callable[..., Awaitable[httpx.AsyncClient]]
Work = Callable[..., Awaitable[WorkDone]]
TEXT = (
    "Progress note. She describes depressed mood on most days for the last five weeks and has lost interest in what "
    "she used to enjoy. She feels guilty and tired. No thoughts of suicide."
)
COPIED = "the quiet harbour master counted nineteen amber lanterns before the storm took the northern jetty away"
REPORT: dict[str, Any] = {"text": TEXT, "code": "F32.1", "kind": "progress", "language": "en"}


async def test_a_report_is_judged(client: Client) -> None:
    """The answer is its record; without a corpus overlap is not assessable, and no field of a case is made up."""
    ed = await client("evaluate")
    answer = await ed.post("/v1/evaluate", json={**REPORT, "id": "visit-7", "extra": {"ward": "B2"}})
    assert answer.status_code == 200, answer.text
    record = answer.json()
    assert record["id"] == "visit-7"
    assert record["extra"] == {"ward": "B2"}
    assert record["case"] is None
    assert record["decision"]["by"] == "gate"
    assert record["fidelity"]["criteria"]
    assert record["privacy"] == {"overlap": "not_assessable", "phi": []}


async def test_many_at_once_get_each_their_own(client: Client) -> None:
    """Reports in flight together don't mix."""
    ed = await client("evaluate", at_once=None)
    bodies = [{**REPORT, "id": f"visit-{number}"} for number in range(12)]
    answers = await asyncio.gather(*(ed.post("/v1/evaluate", json=body) for body in bodies))
    assert [answer.json()["id"] for answer in answers] == [body["id"] for body in bodies]


async def test_what_cannot_be_judged_is_refused_without_its_words(client: Client) -> None:
    """Unknown codes, kinds and profiles, empty texts, another role, a changed rubric."""
    ed, ana = await client("evaluate"), await client("submit")
    for more in ({"code": "QZX7"}, {"kind": "qzx77"}, {"profile": "qzx77"}, {"text": ""}, {"id": "../qzx77"}):
        answer = await ed.post("/v1/evaluate", json={**REPORT, **more})
        assert answer.status_code == 422, answer.text
        assert "qzx7" not in answer.text.lower()
    assert (await ana.post("/v1/evaluate", json=REPORT)).status_code == 403
    pinned = await ed.post("/v1/evaluate", json={**REPORT, "rubric": "0" * 16})
    assert (pinned.status_code, pinned.json()["type"]) == (409, "urn:casewright:problem:rubric-changed")


async def test_a_pin_that_holds_lets_through(client: Client, overlay: Path) -> None:
    found = resolve("F32.1", kind="progress", overlays=(overlay,))
    ed = await client("evaluate")
    answer = await ed.post("/v1/evaluate", json={**REPORT, "rubric": found.hash})
    assert answer.status_code == 200
    assert answer.json()["rubric"]["hash"] == found.hash


async def test_past_its_deadline_a_report_gets_no_answer(client: Client) -> None:
    """It is a problem that says how long may be waited, and later ones are answered."""
    ed = await client("evaluate")
    late = await ed.post("/v1/evaluate", json={**REPORT, "deadline_seconds": 0.0001})
    assert (late.status_code, late.json()["type"]) == (504, "urn:casewright:problem:deadline")
    assert (await ed.post("/v1/evaluate", json=REPORT)).status_code == 200


async def test_a_job_of_reports_is_an_evaluation_run(client: Client, work: Work) -> None:
    """Its samples are the reports by their own ids; the same reports again are the same run."""
    ed = await client("evaluate")
    reports = [{**REPORT, "id": f"visit-{number}", "text": f"{TEXT} Seen {number} times."} for number in (1, 2, 3)]
    job = await ed.post("/v1/jobs", json={"reports": reports})
    assert job.status_code == 202, job.text
    again = (await ed.post("/v1/jobs", json={"reports": reports})).json()
    assert again["run"] == job.json()["run"]
    assert job.json()["state"] == "queued"
    await work(job.json()["run"])
    done = (await ed.get(f"/v1/jobs/{again['id']}")).json()
    assert done["state"] == "done"
    assert done["samples"] == sum(done["outcomes"].values()) == 3
    page = (await ed.get(f"/v1/jobs/{again['id']}/samples")).json()["samples"]
    assert [one["sample"] for one in page] == ["visit-1", "visit-2", "visit-3"]
    assert all(one["record"]["privacy"]["overlap"] == "not_assessable" for one in page)


async def test_a_report_that_cannot_be_read_refuses_the_whole_job(client: Client) -> None:
    """It is told which, counted from 1, and nothing of them."""
    ed = await client("evaluate")
    reports = [{**REPORT, "id": "one"}, {**REPORT, "id": "two", "code": "QZX7"}]
    answer = await ed.post("/v1/jobs", json={"reports": reports})
    assert (answer.status_code, answer.json()["reports"]) == (422, [2])
    assert "QZX7" not in answer.text
    assert (await ed.get("/v1/jobs")).json()["jobs"] == []
    twice = await ed.post("/v1/jobs", json={"reports": [reports[0], reports[0]]})
    assert twice.status_code == 422


@pytest.fixture
def with_corpus(place: Workplace, tmp_path: Path) -> Workplace:
    """The place with a reference corpus in which one sentence is odd."""
    path = tmp_path / "notes.jsonl"
    notes = [f"Note {number}. Seen in clinic, doing well, sleeps and eats. {COPIED}." for number in range(3)]
    path.write_text("".join(json.dumps({"text": note}) + "\n" for note in notes), encoding="utf-8")
    return replace(place, reference=path)


async def test_a_copy_is_a_fail_and_reaches_no_database(with_corpus: Workplace, tmp_path: Path) -> None:
    """Without the privacy role no span, figure, mask or text of it is shown; with it, the masked text is."""
    site = await open_site(with_corpus, secret=b"a secret of these tests, 32 bytes")
    transport = httpx.ASGITransport(build_app(site), raise_app_exceptions=False)

    async def asked(*roles: Any) -> httpx.AsyncClient:
        made = await make_key(site.database, site.secret, name="ed", project="default", roles=roles)
        headers = {"Authorization": f"Bearer {getattr(made, 'key', made)}"}
        return httpx.AsyncClient(transport=transport, base_url="http://casewright.test", headers=headers)

    body = {**REPORT, "text": f"{TEXT} {COPIED.capitalize()}.", "extra": {"remark": COPIED}}
    async with await asked("evaluate") as ed, await asked("evaluate", "privacy") as pia:
        plain = (await ed.post("/v1/evaluate", json=body)).json()
        whole = (await pia.post("/v1/evaluate", json=body)).json()
        job = await ed.post("/v1/jobs", json={"reports": [{**body, "id": "visit-1"}]})
    ledger = await site.ledgers.of("default")
    (row,) = await ledger.samples(job.json()["run"])
    kept = sqlite3.connect(tmp_path / "service.sqlite")
    everything = "\n".join(kept.iterdump())
    kept.close()
    await site.close()
    assert plain["privacy"] == {"overlap": "fail", "phi": []}
    assert plain["text"] is None
    assert plain["decision"]["outcome"] == "rejected"
    assert "█" not in str(plain)
    assert "harbour" not in str(plain)
    assert {reason["target"] for reason in plain["decision"]["reasons"] if reason["kind"] == "overlap"} == {None}
    assert whole["privacy"]["spans"]
    assert "█" in whole["text"]
    assert "harbour" not in str(whole)
    assert job.status_code == 202
    assert "harbour" not in job.text
    assert "█" in str(row.planned.case)
    assert "harbour" not in str(row.planned.case)
    assert 'INSERT INTO "service_sketches"' in everything
    assert "harbour" not in everything
