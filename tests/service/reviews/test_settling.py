"""Verdicts and the ledger's decisions come to agree, whatever was in between."""

from __future__ import annotations

import asyncio

from sqlalchemy import update
from tests.service.reviews.conftest import Keep, reviewer, standing

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import QueueFilter, Saying, progress_of, queue_of, say
from casewright.service.reviews.rows import turn_item
from casewright.service.reviews.verdicts import append_verdict
from casewright.service.site import Site
from casewright.service.store.tables import items
from casewright.testing.kept_run import RUN


async def test_what_a_kill_left_half_done_is_brought_to_its_end(site: Site, kept: Keep, ana: Principal) -> None:
    """A verdict that was kept, and whose decision never reached the ledger."""
    (name,) = await kept("needs_review")
    await queue_of(site, ana)
    row = {"project": "default", "run": RUN, "sample": name, "key": "ana", "who": "ana", "word": "reject"}
    row |= {"reason": "no duration", "answers": "{}", "adjudicates": False, "blind": True, "at": 1.0}  # type: ignore[dict-item]
    await site.database.run(lambda connection: append_verdict(connection, **row))
    await site.database.run(lambda connection: turn_item(connection, "default", RUN, name, "settling"))
    await site.database.run(lambda connection: connection.execute(update(items).values(at=1.0)))
    found = await progress_of(site, ana)
    assert found.states["settled"] == 1
    decision = await standing(site, name)
    assert (decision.outcome, decision.who) == ("rejected", "ana")


async def test_of_many_who_judge_at_once_one_decides(site: Site, kept: Keep) -> None:
    """The others are told that it was judged, or that somebody is at it."""
    (name,) = await kept("needs_review")
    people = [reviewer(f"person-{number}") for number in range(6)]
    said = await asyncio.gather(
        *(say(site, who, RUN, name, Saying("accept")) for who in people), return_exceptions=True
    )
    refused = [one for one in said if isinstance(one, Problem)]
    assert len(refused) == 5
    assert {one.slug for one in refused} == {"conflict"}
    assert (await standing(site, name)).who in {who.name for who in people}


async def test_an_order_stays_exactly_full(site: Site, kept: Keep, ana: Principal) -> None:
    """What is accepted beyond it is surplus, and the reviewer is told."""
    first, second = await kept("needs_review", "needs_review", n=1)
    assert (await say(site, ana, RUN, first, Saying("accept"))).outcome == "accepted"
    assert (await say(site, ana, RUN, second, Saying("accept"))).outcome == "surplus"
    settled = await queue_of(site, ana, QueueFilter(state="settled", mine=False))
    assert {row.outcome for row in settled.rows} == {"accepted", "surplus"}
