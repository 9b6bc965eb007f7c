"""Somebody who works while a test talks to the service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from casewright.runs.drain import Drain
from casewright.runs.workplace import Workplace
from casewright.service.jobs.hub import EventHub
from casewright.service.site import Site


@pytest.fixture(autouse=True)
def look_often(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers and streams look for news twenty times a second: nobody has to wait for nothing."""
    monkeypatch.setattr("casewright.runs.rota.LOOK_AGAIN", 0.05)
    site.hub = EventHub(site.ledgers, seconds=0.05)


@pytest.fixture
async def worker(place: Workplace) -> AsyncGenerator[None, None]:
    """A worker on the default project's runs, until the test is over."""
    drain = Drain()
    working = asyncio.create_task(place.work(None, drain))
    yield
    drain.begin(5)
    await working
