"""Who saw and did what is appended with what was done and read by admins of the project."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import pytest
from sqlalchemy import Connection, func, select

from casewright.errors import UsageError
from casewright.service.auditing import note, noted
from casewright.service.principal import Principal
from casewright.service.site import Site
from casewright.service.store.tables import audit

Client = Callable[..., Awaitable[httpx.AsyncClient]]
ANA = Principal("k1", "ana", "default", frozenset({"review"}))
EVA = Principal("k2", "eva", "ward", frozenset({"review"}))


async def test_an_admin_reads_the_own_projects_audit(client: Client, site: Site) -> None:
    """The latest first; reading is noted too."""
    await note(site.database, ANA, "sample.read", "r-1/s-1", spans=False, count=3)
    await note(site.database, EVA, "sample.read", "r-9/s-9")
    boss = await client("admin", name="boss")
    entries = (await boss.get("/v1/audit")).json()["entries"]
    assert [(one["did"], one["who"], one["what"], one["detail"]) for one in entries] == [
        ("sample.read", "ana", "r-1/s-1", {"spans": False, "count": 3})
    ]
    again = (await boss.get("/v1/audit", params={"did": "audit"})).json()["entries"]
    assert [(one["did"], one["who"], one["detail"]) for one in again] == [("audit.read", "boss", {"entries": 1})]


async def test_the_audit_comes_in_pages(client: Client, site: Site) -> None:
    """While others append to it, each entry once."""
    for number in range(7):
        await note(site.database, ANA, "sample.read", f"s-{number}")
    boss = await client("admin")
    seen: list[str] = []
    before = None
    while True:
        asked: dict[str, str | int] = {"limit": 3, "did": "sample.read", **({"before": before} if before else {})}
        page = (await boss.get("/v1/audit", params=asked)).json()
        seen += [one["what"] for one in page["entries"]]
        before = page["next"]
        if before is None:
            break
    assert seen == [f"s-{number}" for number in range(6, -1, -1)]


async def test_entries_are_found_by_verb_owner_and_thing(client: Client, site: Site) -> None:
    """A verb's first part finds all that begin with it, and no other word."""
    for did in ("job.submit", "job.cancel", "jobs.read"):
        await note(site.database, ANA, did, "j-1")
    boss = await client("admin")

    async def found(**asked: str) -> list[str]:
        return [one["did"] for one in (await boss.get("/v1/audit", params=asked)).json()["entries"]]

    assert await found(did="job") == ["job.cancel", "job.submit"]
    assert await found(did="job.submit") == ["job.submit"]
    assert await found(key="k1", what="j-1") == ["jobs.read", "job.cancel", "job.submit"]
    assert await found(key="k2") == []


async def test_what_is_taken_back_is_not_in_the_audit(site: Site) -> None:
    """An entry is of the transaction that does the thing."""

    def fails(connection: Connection) -> None:
        noted(connection, ANA, "verdict.say", "s-1")
        raise UsageError("no")

    with pytest.raises(UsageError):
        await site.database.run(fails)
    assert await count(site) == 0


async def test_no_text_gets_into_it(site: Site) -> None:
    """Names are cut, and whatever is neither name nor figure is refused."""
    await note(site.database, ANA, "x", "w" * 500, name="n" * 500, roles=frozenset({"b", "a"}))
    row = (await site.database.read(lambda on: on.execute(select(audit)).all()))[0]
    assert len(row.what) == 200
    assert '"roles": ["a", "b"]' in row.detail
    assert "n" * 201 not in row.detail
    with pytest.raises(TypeError, match="dict"):
        await note(site.database, ANA, "x", report={"text": "words"})
    assert await count(site) == 1


async def count(site: Site) -> int:
    return await site.database.read(lambda on: on.execute(select(func.count()).select_from(audit)).scalar_one())
