"""Jobs of two service processes on one PostgreSQL: one job a word, one run an order, events for all who listen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest

from casewright.runs.drain import Drain
from casewright.runs.workplace import Workplace
from casewright.service.jobs import JobBudgets, JobOrder, JobRequest, cancel, job_status, submit
from casewright.service.jobs.keeping import JobBook
from casewright.service.opening import open_site
from casewright.service.principal import KeyLimits, Principal
from casewright.service.problems import Problem
from casewright.service.site import Site

SECRET = b"a secret of these tests, 32 bytes"
ANA = Principal("key-1", "ana", "default", frozenset({"submit"}))
ORDERS = JobRequest(orders=(JobOrder(code="F32.1", n=2, kind="progress"),))


@pytest.fixture
async def sites(place: Workplace, postgres_url: str) -> AsyncGenerator[tuple[Site, Site], None]:
    """Two processes as far as the database can tell."""
    there = replace(place, ledger=postgres_url)
    one, other = await open_site(there, secret=SECRET), await open_site(there, secret=SECRET)
    yield one, other
    await one.close()
    await other.close()


async def test_the_same_request_at_two_services_is_one_job(sites: tuple[Site, Site]) -> None:
    """All at once, half of them at each; whoever comes second gets the first one's job."""
    found = await asyncio.gather(*(submit(sites[at % 2], ANA, ORDERS, idempotency="w") for at in range(8)))
    assert len({job.id for job in found}) == 1
    assert sum(not job.repeated for job in found) == 1
    assert len(await JobBook(sites[0].database).open_jobs("default", 10)) == 1


async def test_a_budget_is_not_spent_twice_at_two_services(sites: tuple[Site, Site]) -> None:
    """Of jobs that come to both at once only as many get in as fit."""
    poor = replace(ANA, limits=KeyLimits(calls=10))
    asked = [replace_seed(seed) for seed in range(6)]
    found = await asyncio.gather(
        *(submit(sites[at % 2], poor, request) for at, request in enumerate(asked)), return_exceptions=True
    )
    refused = [one.slug for one in found if isinstance(one, Problem)]
    assert (len(found) - len(refused), set(refused)) == (2, {"budget-spent"})


def replace_seed(seed: int) -> JobRequest:
    return JobRequest(orders=ORDERS.orders, seed=seed, budgets=JobBudgets(max_calls=5))


async def test_events_of_a_worker_are_heard_at_both(sites: tuple[Site, Site]) -> None:
    """Whoever listens at either hears the same, and either tells how the job stands."""
    job = await submit(sites[0], ANA, ORDERS)
    heard = [asyncio.create_task(ended(site, job.run)) for site in sites]
    await sites[0].place.work(job.run, Drain(), once=True)
    first, second = await asyncio.wait_for(asyncio.gather(*heard), 30)
    assert first == second
    assert [(await job_status(site, "default", job.id)).state for site in sites] == ["done", "done"]


async def ended(site: Site, run: str) -> list[int]:
    found: list[int] = []
    async with site.hub.follow("default", run) as following:
        while True:
            for event in await following.more(30):
                found.append(event.sequence)
                if event.kind == "ended":
                    return found


async def test_two_who_cancel_a_shared_run_at_once_end_it(sites: tuple[Site, Site]) -> None:
    """Each cancels its own job on the run: neither leaves the run to the other."""
    jobs = [await submit(site, ANA, ORDERS) for site in sites]
    await asyncio.gather(*(cancel(site, ANA, job.id) for site, job in zip(sites, jobs, strict=True)))
    row = await (await sites[0].ledgers.of("default")).run(jobs[0].run)
    assert row is not None
    assert row.state == "cancelled"
