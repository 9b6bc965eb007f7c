"""Two service processes on one PostgreSQL: keys, sessions, budgets, overlap and audit are one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, func, insert, select

from casewright.errors import StorageError
from casewright.runs.limits import OrderLimits
from casewright.runs.workplace import Workplace
from casewright.service.app import build_app
from casewright.service.budgets import Purse, charge, remaining
from casewright.service.keys import make_key
from casewright.service.opening import open_site
from casewright.service.overlap import checked_overlap
from casewright.service.principal import KeyLimits, Principal
from casewright.service.problems import Problem
from casewright.service.site import Site
from casewright.service.store.tables import audit, jobs

ANA = Principal("k1", "ana", "default", frozenset({"submit", "evaluate"}), KeyLimits(usd=10.0))
SECRET = b"a secret that both of them have, of course"


@pytest.fixture
def settings_text() -> str:
    return "roles: {writer: parrot}\nservice: {overlap_checks_per_hour: 5}\n"


@pytest.fixture
async def sites(place: Workplace, postgres_url: str) -> AsyncGenerator[tuple[Site, Site], None]:
    there = replace(place, ledger=postgres_url)
    one, other = [await open_site(there, secret=SECRET) for _ in range(2)]
    yield one, other
    await one.close()
    await other.close()


async def status(stack: AsyncExitStack, site: Site, method: str, path: str, key: str, **sent: Any) -> int:
    transport = httpx.ASGITransport(build_app(site), raise_app_exceptions=False)
    client = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1"))
    return (await client.request(method, path, headers={"Authorization": f"Bearer {key}"}, **sent)).status_code


async def test_a_key_made_here_opens_there_and_is_revoked_for_both(
    sites: tuple[Site, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process knows within five seconds."""
    here, there = sites
    admin = await make_key(here.database, SECRET, name="ana", roles=["admin"])
    bot = await make_key(here.database, SECRET, name="bot", roles=["admin"])
    async with AsyncExitStack() as stack:
        assert await status(stack, there, "GET", "/v1/keys", bot.key) == 200
        assert await status(stack, here, "DELETE", f"/v1/keys/{bot.id}", admin.key) == 204
        assert await status(stack, here, "GET", "/v1/keys", bot.key) == 401
        monkeypatch.setattr("casewright.service.keys.ring.FRESH_SECONDS", 0.0)
        assert await status(stack, there, "GET", "/v1/keys", bot.key) == 401
        assert await status(stack, there, "GET", "/v1/audit", admin.key) == 200
    token, _ = await here.keys.sign_in(admin.key, 1) or ("", None)
    assert await there.keys.visitor(token) is not None


async def test_a_budget_is_held_once_for_both(sites: tuple[Site, Site]) -> None:
    """Jobs handed in at both at once don't spend it twice."""

    async def hand_in(number: int) -> None:
        site = sites[number % 2]
        purse = await Purse.of(site, ANA)
        await site.database.run(lambda on: keep(on, purse, number))

    found = await asyncio.gather(*(hand_in(number) for number in range(10)), return_exceptions=True)
    assert [one.slug for one in found if isinstance(one, Problem)] == ["budget-spent"] * 7
    await asyncio.gather(*(charge(sites[number % 2], ANA, calls=1, usd=0.125) for number in range(8)))
    assert (await remaining(sites[0], ANA)).total.max_usd == 0.0


def keep(connection: Connection, purse: Purse, number: int) -> None:
    caps = purse.hold(connection, f"r{number}", OrderLimits(max_usd=3.0))
    row = {"id": f"job-{number}", "sequence": number, "project": ANA.project, "key": ANA.key, "run": f"r{number}"}
    row |= {"request": "", "kind": "orders", "profile": "default", "body": "{}", "state": "open", "created": 1.0}
    connection.execute(insert(jobs).values({**row, "caps": caps}))


async def test_comparisons_are_counted_for_both(sites: tuple[Site, Site]) -> None:
    """And a text that was sent there is known here."""
    text = " ".join(f"word{number}" for number in range(100))
    found = await asyncio.gather(
        *(checked_overlap(sites[number % 2], ANA, [text]) for number in range(8)), return_exceptions=True
    )
    assert [one.slug for one in found if isinstance(one, Problem)] == ["overlap-limited"] * 3
    asked = select(func.count()).select_from(audit).where(audit.c.did == "overlap.near_identical")
    assert await sites[0].database.read(lambda on: on.scalar(asked)) == 4


@pytest.mark.server
async def test_while_the_server_is_down_nothing_opens(place: Workplace) -> None:
    """The answer says so, and once it is back all is as before."""
    from casewright.testing.postgres_server import PostgresServer

    with PostgresServer() as server:
        site = await open_site(replace(place, ledger=server.url), secret=SECRET)
        made = await make_key(site.database, SECRET, name="ana", roles=["admin"])
        async with AsyncExitStack() as stack:
            server.stop()
            assert await status(stack, site, "GET", "/v1/keys", made.key) == 503
            with pytest.raises(StorageError):
                await site.database.run(lambda on: on.execute(select(audit)))
            server.start()
            assert await status(stack, site, "GET", "/v1/keys", made.key) == 200
        await site.close()
