"""Handing jobs in: what a kill leaves behind, budgets, full queues, profiles, and jobs that share a run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from casewright.runs.recipe import limits_of_run
from casewright.runs.workplace import WorkDone
from casewright.service.jobs import JobBudgets, JobOrder, JobReport, JobRequest, cancel, job_status, submit, sweep
from casewright.service.jobs.keeping import JobBook
from casewright.service.jobs.preparing import Fresh
from casewright.service.jobs.submitting import _Submission, keyed, request_hash
from casewright.service.principal import KeyLimits, Principal
from casewright.service.problems import Problem
from casewright.service.site import Site

Work = Callable[..., Awaitable[WorkDone]]
ORDER = JobOrder(code="F32.1", n=2, kind="progress")
ORDERS = JobRequest(orders=(ORDER,))
TEXT = "She describes depressed mood on most days and has lost interest. No thoughts of suicide."
REPORTS = JobRequest(reports=(JobReport(id="visit-1", text=TEXT, code="F32.1", kind="progress"),))


@pytest.fixture
def settings_text() -> str:
    return (
        "roles: {writer: parrot}\n"
        "service: {open_jobs: 3, orders_per_job: 2, accepted_per_order: 10}\n"
        "profiles: {strict: {gate: {max_attempts: 2}}}\n"
    )


def ana(**limits: Any) -> Principal:
    return Principal("key-1", "ana", "default", frozenset({"submit", "evaluate"}), KeyLimits(**limits))


async def killed_before_its_run(site: Site, request: JobRequest, word: str) -> str:
    """A job whose process died between the job's commit and its run's."""
    handed = _Submission(site, ana(), request, request_hash(site.secret, request), Fresh())
    prepared = await handed.prepare("job-killed")
    job = handed.job("job-killed", prepared)
    await JobBook(site.database).add(job, keyed(site.secret, "idempotency", word), prepared.allowed.hold)
    assert await (await site.ledgers.of("default")).run(job.run) is None
    return job.id


async def test_a_job_that_a_kill_left_unopened_is_opened_by_the_next_start(site: Site, work: Work) -> None:
    """Nothing is lost: it is worked on as if nothing had happened. Sweeping again changes nothing."""
    job = await killed_before_its_run(site, ORDERS, "w")
    assert (await job_status(site, "default", job)).state == "queued"
    assert await sweep(site) == 1
    assert await sweep(site) == 0
    status = await job_status(site, "default", job)
    await work(status.job.run)
    assert (await job_status(site, "default", job)).state == "done"


@pytest.mark.parametrize("request_", [ORDERS, REPORTS], ids=["orders", "reports"])
async def test_the_same_request_sent_again_opens_what_a_kill_left(site: Site, request_: JobRequest) -> None:
    """The client heard nothing, and sends it again under its key: the same job, and its run is there."""
    job = await killed_before_its_run(site, request_, "w")
    again = await submit(site, ana(), request_, idempotency="w")
    assert (again.id, again.repeated, again.state) == (job, True, "open")
    assert await (await site.ledgers.of("default")).run(again.run) is not None
    assert len(await JobBook(site.database).open_jobs("default", 10)) == 1


@pytest.mark.parametrize("request_", [ORDERS, REPORTS], ids=["orders", "reports"])
async def test_a_job_that_was_cancelled_before_its_run_was_opened_starts_nothing(
    site: Site, request_: JobRequest
) -> None:
    """Whoever was opening it finds that out, and closes the run again."""
    handed = _Submission(site, ana(), request_, request_hash(site.secret, request_), Fresh())
    prepared = await handed.prepare("job-1")
    job = handed.job("job-1", prepared)
    await JobBook(site.database).add(job, None, prepared.allowed.hold)
    assert (await cancel(site, ana(), job.id)).state == "cancelled"
    await prepared.open(site, job)
    row = await (await site.ledgers.of("default")).run(job.run)
    assert row is not None
    assert row.state == "cancelled"
    assert await sweep(site) == 0


async def test_a_budget_is_given_once(site: Site) -> None:
    """A job may use what the key has left; while it holds all, the next is refused; parts fit beside one another."""
    greedy = ana(calls=10)
    job = await submit(site, greedy, ORDERS)
    row = await (await site.ledgers.of("default")).run(job.run)
    assert row is not None
    assert limits_of_run(row).total.max_calls == 10
    with pytest.raises(Problem) as refused:
        await submit(site, greedy, JobRequest(orders=(ORDER,), seed=1))
    assert refused.value.slug == "budget-spent"
    modest = Principal("key-2", "ben", "default", frozenset({"submit"}), KeyLimits(calls=10))
    for seed in (2, 3):
        await submit(site, modest, JobRequest(orders=(ORDER,), seed=seed, budgets=JobBudgets(max_calls=5)))


async def test_a_full_queue_takes_what_is_done_out_first(site: Site, work: Work) -> None:
    """As many jobs as may be are open; once one is done there is room again."""
    jobs = [await submit(site, ana(), JobRequest(orders=(ORDER,), seed=seed)) for seed in range(3)]
    with pytest.raises(Problem) as refused:
        await submit(site, ana(), JobRequest(orders=(ORDER,), seed=3))
    assert (refused.value.slug, refused.value.status) == ("queue-full", 429)
    ledger = await site.ledgers.of("default")
    row = await ledger.run(jobs[0].run)
    assert row is not None
    await ledger.end(row.id, row.starts, {"how": "short", "why": "stopped by this test"})
    await submit(site, ana(), JobRequest(orders=(ORDER,), seed=3))
    status = await job_status(site, "default", jobs[0].id)
    assert (status.state, status.ending["how"], status.orders[0].short) == ("done", "short", 2)


async def test_a_job_is_done_under_its_profile(site: Site, work: Work) -> None:
    """Workers rebuild the same cast; a profile that decides otherwise is another run."""
    plain = await submit(site, ana(), ORDERS)
    strict = await submit(site, ana(), JobRequest(orders=(ORDER,), profile="strict"))
    assert plain.run != strict.run
    await work(strict.run)
    status = await job_status(site, "default", strict.id)
    assert (status.state, dict(status.outcomes)) == ("done", {"accepted": 2})
    row = await (await site.ledgers.of("default")).run(strict.run)
    assert row is not None
    assert row.decides["max_attempts"] == 2


async def test_a_job_that_joins_does_not_narrow_what_another_may_use(site: Site) -> None:
    """Of two jobs on a run the larger budget holds; a run that is there with as much is not opened again."""
    wide = await submit(site, ana(), JobRequest(orders=(ORDER,), budgets=JobBudgets(max_calls=100)))
    narrow = await submit(site, ana(), JobRequest(orders=(ORDER,), budgets=JobBudgets(max_calls=3)))
    ledger = await site.ledgers.of("default")
    row = await ledger.run(wide.run)
    assert row is not None
    assert (narrow.run, limits_of_run(row).total.max_calls, row.starts) == (wide.run, 100, 1)


async def test_sizes_are_limited_and_a_stopping_service_takes_nothing(site: Site) -> None:
    two, many = (ORDER, JobOrder(code="F32.1")), JobOrder(code="F32.1", n=11)
    for request in (JobRequest(orders=(*two, ORDER)), JobRequest(orders=(many,))):
        with pytest.raises(Problem) as refused:
            await submit(site, ana(), request)
        assert refused.value.slug == "unusable"
    site.draining.set()
    with pytest.raises(Problem) as refused:
        await submit(site, ana(), ORDERS)
    assert (refused.value.slug, refused.value.headers) == ("draining", {"Retry-After": "5"})


async def test_no_report_is_in_the_service_database(site: Site) -> None:
    """Nor the word by which a request is known again: what is kept are hashes under the site's secret."""
    await submit(site, ana(), REPORTS, idempotency="batch of Mrs Fairweather")
    dumped = await site.database.read(
        lambda on: "\n".join(map(str, on.exec_driver_sql("SELECT * FROM service_jobs").all()))
    )
    assert "job-" in dumped
    assert not any(word in dumped for word in ("Fairweather", "depressed", "visit-1"))
