"""A seat whose owner shows no sign of life."""

from __future__ import annotations

import asyncio

import pytest
from tests.service.reviews.conftest import Keep

from casewright.service.principal import Principal
from casewright.service.reviews import take_item
from casewright.service.site import Site
from casewright.testing.kept_run import RUN


@pytest.fixture
def settings_text() -> str:
    return "roles: {writer: parrot}\nservice: {lock_seconds: 0.01}\n"


async def test_a_seat_without_a_sign_of_life_is_lost(site: Site, kept: Keep, ana: Principal, ben: Principal) -> None:
    """Whoever closed the page keeps nobody waiting."""
    (name,) = await kept("needs_review")
    await take_item(site, ana, RUN, name)
    await asyncio.sleep(0.02)
    assert await take_item(site, ben, RUN, name) is not None
