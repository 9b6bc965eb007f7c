"""Seats at an item."""

from __future__ import annotations

import time

import pytest
from tests.service.reviews.conftest import Keep

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import Saying, item_of, release_item, say, take_item
from casewright.service.site import Site
from casewright.testing.kept_run import RUN


async def test_an_item_is_kept_for_who_took_it(site: Site, kept: Keep, ana: Principal, ben: Principal) -> None:
    """Another is told by whom."""
    (name,) = await kept("needs_review")
    lock = await take_item(site, ana, RUN, name)
    assert lock is not None
    assert lock.until > time.time()
    with pytest.raises(Problem) as caught:
        await take_item(site, ben, RUN, name)
    assert caught.value.slug == "locked"
    assert caught.value.more == {"by": ["ana"]}
    with pytest.raises(Problem):
        await say(site, ben, RUN, name, Saying("accept"))
    assert (await item_of(site, ben, RUN, name)).locked_by == ("ana",)


async def test_a_seat_that_is_given_back_is_free(site: Site, kept: Keep, ana: Principal, ben: Principal) -> None:
    """As is one whose owner judged."""
    first, second = await kept("needs_review", "needs_review")
    await take_item(site, ana, RUN, first)
    await release_item(site, ana, RUN, first)
    assert await take_item(site, ben, RUN, first) is not None
    await take_item(site, ana, RUN, second)
    await say(site, ana, RUN, second, Saying("accept"))
    assert (await item_of(site, ben, RUN, second)).locked_by == ()
    assert await take_item(site, ben, RUN, second) is None


async def test_taking_again_keeps_the_seat_longer(site: Site, kept: Keep, ana: Principal) -> None:
    """It is the page's sign of life."""
    (name,) = await kept("needs_review")
    first = await take_item(site, ana, RUN, name)
    second = await take_item(site, ana, RUN, name)
    assert first is not None
    assert second is not None
    assert (second.seat, second.until > first.until) == (first.seat, True)
