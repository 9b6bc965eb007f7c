"""A report that a model judges too: deadlines, and answers that are paid for once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from casewright.runs.evaluation import Row
from casewright.service.evaluating import Evaluator
from casewright.service.problems import Problem
from casewright.service.site import Site
from casewright.testing import EndpointReply, FaultEndpoint, replies
from casewright.types import Record

Client = Callable[..., Awaitable[httpx.AsyncClient]]
ANSWER = '{"reason": "it says so", "quote": "depressed mood", "answer": "present"}'
REPORT: dict[str, Any] = {
    "text": "She describes depressed mood on most days and has lost interest. She feels guilty and is tired.",
    "code": "F32.1",
    "kind": "progress",
}


class Pace:
    """How long the judge takes for its next answer; then it is quick again."""

    seconds = 0.0

    def take(self) -> float:
        found, self.seconds = self.seconds, 0.0
        return found


@pytest.fixture
def pace() -> Pace:
    return Pace()


@pytest.fixture
async def endpoint(pace: Pace) -> AsyncGenerator[FaultEndpoint, None]:
    def said(_: object) -> EndpointReply:
        return replies.answer(ANSWER, delay=pace.take())

    async with FaultEndpoint(said) as found:
        yield found


@pytest.fixture
def settings_text(endpoint: FaultEndpoint) -> str:
    return f"""\
endpoints:
  second: {{model: openai/second, api_base: "{endpoint.api_base}", api_key: none, family: testing, small: false}}
roles: {{writer: parrot, critics: [second]}}
"""


async def test_what_a_judge_was_asked_is_kept_though_the_deadline_passed(
    client: Client, site: Site, endpoint: FaultEndpoint, pace: Pace
) -> None:
    """The caller gets no answer in time; the judge's answers are kept, so the same report costs nothing again."""
    ed = await client("evaluate", calls=1000)
    await ed.post("/v1/evaluate", json={**REPORT, "text": "She feels guilty."})
    before, pace.seconds = len(endpoint.chats), 2.0
    late = await ed.post("/v1/evaluate", json={**REPORT, "deadline_seconds": 1.2})
    assert late.status_code == 504
    async with asyncio.timeout(20):
        while site.evaluator._pending:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.05)
    asked = len(endpoint.chats)
    assert asked > before
    record = (await ed.post("/v1/evaluate", json=REPORT)).json()
    votes = [vote["critic"] for item in record["fidelity"]["criteria"] for vote in item["votes"]]
    assert any("second" in name for name in votes)
    assert len(endpoint.chats) == asked


async def test_a_report_that_nobody_waits_for_is_not_begun(site: Site, endpoint: FaultEndpoint, pace: Pace) -> None:
    """Whoever gave up while it waited for its turn pays for no judge; and only so many may wait."""
    evaluator, gone = Evaluator(site.profiles, site.ledgers, at_once=1), threading.Event()
    place = {"project": "default", "profile": "default", "system": "icd10-who-2019", "level": "sufficient"}

    def begin(number: int, **more: threading.Event) -> asyncio.Task[Record]:
        row = Row("visit", f"{REPORT['text']} Visit {number}.", "F32.1", "en", "progress")
        return asyncio.create_task(evaluator.evaluate(row, **place, **more))  # type: ignore[arg-type]

    pace.seconds = 0.3
    first, *others = begin(1), *(begin(number, gone=gone) for number in range(2, 10))
    await asyncio.sleep(0)
    with pytest.raises(Problem) as refused:
        await begin(10)
    assert refused.value.slug == "too-many-at-once"
    gone.set()
    assert (await first).decision
    ended = await asyncio.gather(*others, return_exceptions=True)
    await evaluator.close()
    assert all(isinstance(one, asyncio.CancelledError) for one in ended)
    assert endpoint.find("Visit 1.")
    assert not endpoint.find("Visit 2.")


async def test_a_key_pays_for_what_judges_were_asked(client: Client, endpoint: FaultEndpoint) -> None:
    """Once its budget is used up no judge is asked for it."""
    ed = await client("evaluate", calls=1)
    first = await ed.post("/v1/evaluate", json=REPORT)
    assert first.status_code == 200
    asked = len(endpoint.chats)
    second = await ed.post("/v1/evaluate", json={**REPORT, "text": REPORT["text"] + " Sleeps badly."})
    assert (second.status_code, second.json()["type"]) == (402, "urn:casewright:problem:budget-spent")
    assert len(endpoint.chats) == asked


async def test_dollars_that_nobody_counts_are_not_spent_on(client: Client, endpoint: FaultEndpoint) -> None:
    """A limit in dollars holds a model of unknown price to one report; keys without such a limit go on."""
    ed = await client("evaluate", usd=5.0)
    other = {**REPORT, "text": REPORT["text"] + " Sleeps badly."}
    assert (await ed.post("/v1/evaluate", json=REPORT)).json()["cost"]["usd"] is None
    asked = len(endpoint.chats)
    refused = await ed.post("/v1/evaluate", json=other)
    assert (refused.status_code, refused.json()["type"]) == (402, "urn:casewright:problem:budget-spent")
    assert "no known price" in refused.json()["detail"]
    assert len(endpoint.chats) == asked
    assert (await (await client("evaluate")).post("/v1/evaluate", json=other)).status_code == 200
    assert len(endpoint.chats) > asked


async def test_a_job_of_reports_asks_judges_within_its_budget(
    client: Client, endpoint: FaultEndpoint, work: Callable[..., Awaitable[object]]
) -> None:
    """A job says what it may use; what is left waits, and why is said."""
    ed = await client("evaluate")
    texts = [f"{REPORT['text']} Visit {number}." for number in range(40)]  # more than are begun before the next look
    reports = [{**REPORT, "id": f"visit-{number}", "text": text} for number, text in enumerate(texts)]
    job = (await ed.post("/v1/jobs", json={"reports": reports, "budgets": {"max_calls": 3}})).json()
    await work(job["run"])
    done = (await ed.get(f"/v1/jobs/{job['id']}")).json()
    assert 3 <= done["spent"]["calls"] <= len(endpoint.chats)
    assert done["samples"] == 40 == done["undecided"] + sum(done["outcomes"].values())
    assert (done["state"], done["ending"]["how"]) == ("paused", "paused")
    assert "max_calls" in done["ending"]["why"]
