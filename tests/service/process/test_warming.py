"""Before the first visitor comes, what he would wait for is read."""

from __future__ import annotations

import asyncio

import pytest

from casewright.service.process.warming import CODE, KIND, SYSTEM, warm_up
from casewright.service.site import Site


@pytest.mark.slow
async def test_rubrics_are_there_before_anybody_asks(site: Site) -> None:
    """Those of the site's own overlay, too; nothing was begun in its ledger."""
    await asyncio.wait_for(warm_up(site), 60)
    assert (SYSTEM, CODE, KIND) in site.profiles.cast("default").rubrics
    assert not await (await site.ledgers.of("default")).runs()


async def test_it_ends_with_the_service(site: Site) -> None:
    """In the middle of a piece, which nobody waits for."""
    site.background.begin("warm-up", lambda: warm_up(site))
    await asyncio.sleep(0)
    assert site.background.goes_on("warm-up")
    await asyncio.wait_for(site.background.close(), 5)
    assert not site.background.goes_on("warm-up")
