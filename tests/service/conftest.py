"""A service on a ledger of its own, the parrot as writer: over ASGI, on a port, and with somebody who works."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from casewright.runs.drain import Drain
from casewright.runs.workplace import WorkDone, Workplace
from casewright.service.app import build_app
from casewright.service.opening import open_site
from casewright.service.principal import KeyLimits, Role
from casewright.service.site import Site

MakeKey = Callable[..., Awaitable[str]]
SETTINGS = """\
roles: {writer: parrot}
how: {concurrency: 4}
profiles:
  strict: {gate: {max_attempts: 2}}
"""


@pytest.fixture
def settings_text() -> str:
    """The settings file. A module with other needs has a fixture of this name."""
    return SETTINGS


@pytest.fixture
def place(tmp_path: Path, overlay: Path, certified: Path, settings_text: str) -> Workplace:
    """Where runs are worked on: the small rubric of F32.1, and certificates that let the rules decide."""
    config = tmp_path / "casewright.yaml"
    config.write_text(settings_text, encoding="utf-8")
    ledger = str(tmp_path / "ledger.sqlite")
    return Workplace(ledger, config=config, rubrics=(overlay,), certificates=certified)


@pytest.fixture
async def site(place: Workplace) -> AsyncGenerator[Site, None]:
    found = await open_site(place, secret=b"a secret of these tests, 32 bytes")
    yield found
    await found.close()


@pytest.fixture
def app(site: Site) -> FastAPI:
    return build_app(site)


@pytest.fixture
def key(site: Site) -> MakeKey:
    """Makes a key: ``await key("submit", "review", project="lab", name="ana", per_minute=10)``."""
    from casewright.service.keys import make_key

    async def make(*roles: Role, project: str = "default", name: str = "ana", **limits: Any) -> str:
        made = await make_key(
            site.database, site.secret, name=name, project=project, roles=roles, limits=KeyLimits(**limits)
        )
        return made.key

    return make


@pytest.fixture
async def client(app: FastAPI, key: MakeKey) -> AsyncGenerator[Callable[..., Awaitable[httpx.AsyncClient]], None]:
    """Makes a client with a key of its own: ``ana = await client("submit")``; without a role it has no key."""
    async with AsyncExitStack() as stack:

        async def make(*roles: Role, **owner: Any) -> httpx.AsyncClient:
            headers = {"Authorization": f"Bearer {await key(*roles, **owner)}"} if roles else {}
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            made = httpx.AsyncClient(transport=transport, base_url="http://casewright.test", headers=headers)
            return await stack.enter_async_context(made)

        yield make


@dataclass(frozen=True)
class Live:
    """A server on a port of this machine, in the loop of the test: use async clients, or a thread."""

    url: str
    site: Site
    key: MakeKey


@pytest.fixture
async def live(app: FastAPI, site: Site, key: MakeKey) -> AsyncGenerator[Live, None]:
    from casewright.service.process.server import server_of

    server = server_of(app, drain_seconds=2)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn says it by a flag
        await asyncio.sleep(0.005)
    yield Live(f"http://127.0.0.1:{server.port}", site, key)
    server.should_exit = True
    await site.hub.close()
    await serving


@pytest.fixture
def work(place: Workplace) -> Callable[..., Awaitable[WorkDone]]:
    """Works on a run until there is no more to do: ``await work(run, project="lab")``."""

    async def until_done(run: str | None = None, project: str = "default") -> WorkDone:
        there = replace(place, project=project)
        return await asyncio.wait_for(there.work(run, Drain(), once=True), 60)

    return until_done
