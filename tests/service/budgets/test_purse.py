"""A key's budget: what its jobs used, what its open jobs hold, and that two at once can't spend it twice."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from casewright.ledger import CallRow, OrderRow, PlannedSample, RunRow
from casewright.runs.limits import OrderLimits
from casewright.service.budgets import Purse, charge, remaining
from casewright.service.principal import KeyLimits, Principal
from casewright.service.problems import Problem
from casewright.service.site import Site
from casewright.service.store.tables import jobs

NUMBERS = count()
ANA = Principal("k1", "ana", "default", frozenset({"submit"}), KeyLimits(usd=10.0, calls=100))
EVA = Principal("k2", "eva", "default", frozenset({"submit"}), KeyLimits(usd=10.0))
FREE = Principal("k3", "mia", "default", frozenset({"submit"}))


async def run_of(site: Site, name: str, usd: Sequence[float] = ()) -> None:
    """A run in the ledger, with a call of each price."""
    ledger = await site.ledgers.of("default")
    await ledger.open_run(RunRow(name, {}, {}), [OrderRow("o", {"code": "F32.1"}, 1)])
    await ledger.add_samples(name, [PlannedSample("s", "o", 0, 0, {})])
    for price in usd:
        await spend(site, name, price)


async def spend(site: Site, run: str, usd: float) -> None:
    ledger = await site.ledgers.of("default")
    reply = {"text": "…", "usd": usd, "usage": {"prompt_tokens": 10, "completion_tokens": 5}}
    await ledger.save_call(CallRow(f"call-{next(NUMBERS)}", run, "s", "write", "m", reply, None, None))


async def end(site: Site, run: str) -> None:
    ledger = await site.ledgers.of("default")
    row = await ledger.run(run)
    assert row is not None
    assert await ledger.end(run, row.starts, {"how": "complete"})


def row_of(caller: Principal, run: str, caps: str | None, state: str = "open") -> dict[str, Any]:
    number = next(NUMBERS)
    plain = {"id": f"job-{number}", "sequence": number, "project": caller.project, "key": caller.key, "run": run}
    return {**plain, "request": "", "kind": "orders", "profile": "default", "body": "{}", "state": state} | {
        "created": 1.0,
        "caps": caps,
    }


async def hand_in(site: Site, caller: Principal, run: str, limits: OrderLimits) -> str | None:
    """A job as the service keeps it: held and inserted in one transaction."""
    purse = await Purse.of(site, caller)

    def keep(connection: Connection) -> str | None:
        caps = purse.hold(connection, run, limits)
        connection.execute(insert(jobs).values(row_of(caller, run, caps)))
        return caps

    return await site.database.run(keep)


async def left(site: Site, caller: Principal = ANA) -> tuple[float | None, int | None]:
    total = (await remaining(site, caller)).total
    return (None if total.max_usd is None else round(total.max_usd, 6), total.max_calls)


async def test_a_key_without_a_budget_is_not_limited(site: Site) -> None:
    """And holds nothing."""
    assert (await remaining(site, FREE)).total == OrderLimits()
    assert await hand_in(site, FREE, "r1", OrderLimits()) is None


async def test_an_open_job_holds_what_it_may_use(site: Site) -> None:
    """Whether it has begun or not; once its run is over, what it used is what counts."""
    assert await left(site) == (10.0, 100)
    await hand_in(site, ANA, "r1", OrderLimits(max_usd=4.0, max_calls=40))
    assert await left(site) == (6.0, 60)
    await run_of(site, "r1", [0.5, 0.25])
    assert await left(site) == (6.0, 60)
    await end(site, "r1")
    assert await left(site) == (9.25, 98)


async def test_what_is_in_flight_may_exceed_what_was_held(site: Site) -> None:
    """Then it is counted as it was."""
    await hand_in(site, ANA, "r1", OrderLimits(max_usd=1.0, max_calls=1))
    await run_of(site, "r1", [1.5, 0.25])
    assert await left(site) == (8.25, 98)


async def test_jobs_handed_in_at_once_do_not_spend_it_twice(site: Site) -> None:
    """Those that come too late hear that it is held."""
    found = await asyncio.gather(
        *(hand_in(site, ANA, f"r{number}", OrderLimits(max_usd=3.0, max_calls=1)) for number in range(8)),
        return_exceptions=True,
    )
    refused = [one.slug for one in found if isinstance(one, Problem)]
    assert refused == ["budget-spent"] * 5
    assert await left(site) == (1.0, 97)
    kept = await site.database.read(lambda on: on.execute(select(jobs.c.caps)).all())
    assert len(kept) == 3


async def test_two_jobs_on_one_run_are_counted_once(site: Site) -> None:
    """The larger one holds."""
    await hand_in(site, ANA, "r1", OrderLimits(max_usd=4.0, max_calls=4))
    await hand_in(site, ANA, "r1", OrderLimits(max_usd=6.0, max_calls=6))
    assert await left(site) == (4.0, 94)
    await run_of(site, "r1", [2.0])
    await end(site, "r1")
    assert await left(site) == (8.0, 99)


async def test_a_run_that_goes_on_after_it_was_settled_is_counted_on(site: Site) -> None:
    """A later job has raised it."""
    await hand_in(site, ANA, "r1", OrderLimits(max_usd=4.0, max_calls=4))
    await run_of(site, "r1", [2.0])
    await end(site, "r1")
    assert await left(site) == (8.0, 99)
    await hand_in(site, ANA, "r1", OrderLimits(max_usd=5.0, max_calls=5))
    await run_of(site, "r1", [1.0])
    assert await left(site) == (5.0, 95)
    await end(site, "r1")
    assert await left(site) == (7.0, 98)


async def test_another_keys_jobs_are_its_own(site: Site) -> None:
    """Also in the same project; of one run that both asked for each pays."""
    await hand_in(site, ANA, "r1", OrderLimits(max_usd=4.0, max_calls=4))
    assert await left(site, EVA) == (10.0, None)
    await hand_in(site, EVA, "r1", OrderLimits(max_usd=4.0))
    await run_of(site, "r1", [2.0])
    await end(site, "r1")
    assert await left(site) == (8.0, 99)
    assert await left(site, EVA) == (8.0, None)


async def test_a_cancelled_run_holds_nothing_more(site: Site) -> None:
    """What it used is paid."""
    from casewright.types import Decision

    await hand_in(site, ANA, "r1", OrderLimits(max_usd=4.0, max_calls=4))
    await run_of(site, "r1", [1.0])
    ledger = await site.ledgers.of("default")
    await ledger.cancel("r1", Decision("cancelled", "operator", "j", ()))
    assert await left(site) == (9.0, 99)


async def test_a_job_that_came_to_nothing_holds_nothing(site: Site) -> None:
    """Its process was killed before its reports were kept."""
    await hand_in(site, ANA, "r1", OrderLimits(max_usd=4.0, max_calls=4))
    await site.database.run(lambda on: on.execute(update(jobs).values(state="failed")))
    assert await left(site) == (10.0, 100)


async def test_evaluations_are_charged(site: Site) -> None:
    """Together with jobs; below zero if they came to more."""
    await charge(site, ANA, calls=3, tokens=100, usd=0.5)
    await charge(site, ANA, calls=2, usd=0.25)
    await charge(site, FREE, calls=2, usd=0.25)
    assert await left(site) == (9.25, 95)
    await charge(site, ANA, usd=20.0)
    assert await left(site) == (-10.75, 95)
    with pytest.raises(Problem) as caught:
        await hand_in(site, ANA, "r1", OrderLimits(max_usd=0.0, max_calls=0))
    assert caught.value.slug == "budget-spent"


async def test_settled_runs_are_not_asked_for_again(site: Site) -> None:
    """A key with ten thousand small jobs is as quick as one with ten."""
    for number in range(3):
        await hand_in(site, ANA, f"r{number}", OrderLimits(max_usd=1.0, max_calls=1))
        await run_of(site, f"r{number}", [0.5])
        await end(site, f"r{number}")
    assert await left(site) == (8.5, 97)
    assert dict((await Purse.of(site, ANA)).live) == {}
    assert await left(site) == (8.5, 97)
