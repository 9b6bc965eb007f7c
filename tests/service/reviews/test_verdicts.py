"""Verdicts of one rater and of two, and what they make of a sample."""

from __future__ import annotations

from typing import Any

import pytest
from tests.service.reviews.conftest import Keep, standing

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import GivenAnswer, QueueFilter, Saying, item_of, queue_of, say, withdraw
from casewright.service.site import Site
from casewright.testing.kept_run import RUN


async def test_one_rater_decides_at_once(site: Site, kept: Keep, ana: Principal) -> None:
    """In the ledger, by name and with the reason."""
    (name,) = await kept("needs_review")
    said = await say(site, ana, RUN, name, Saying("accept", "all of it is told"))
    decision = await standing(site, name)
    assert (said.state, said.outcome) == ("settled", "accepted")
    assert (decision.outcome, decision.by, decision.who) == ("accepted", "person", "ana")
    assert decision.reasons[0].message == "all of it is told"


async def test_an_override_turns_round_what_the_machine_decided(site: Site, kept: Keep, ana: Principal) -> None:
    """Once that was shown."""
    (name,) = await kept("rejected")
    with pytest.raises(Problem):
        await say(site, ana, RUN, name, Saying("override", "it is fine"))
    await say(site, ana, RUN, name, Saying("reject", "at first sight"))
    said = await say(site, ana, RUN, name, Saying("override", "it is fine after all"))
    assert said.outcome == "accepted"
    assert said.verdict is not None
    assert (said.verdict.word, said.verdict.outcome, said.verdict.blind) == ("override", "accept", False)
    assert (await standing(site, name)).outcome == "accepted"


async def test_undo_brings_back_what_stood_before(site: Site, kept: Keep, ana: Principal) -> None:
    """And the item is in the queue again."""
    (name,) = await kept("needs_review")
    await say(site, ana, RUN, name, Saying("accept"))
    said = await withdraw(site, ana, RUN, name)
    assert (said.state, said.verdict) == ("open", None)
    assert (await standing(site, name)).outcome == "needs_review"
    assert [row.sample for row in (await queue_of(site, ana)).rows] == [name]
    with pytest.raises(Problem) as caught:
        await withdraw(site, ana, RUN, name)
    assert caught.value.slug == "conflict"


async def test_after_undo_one_is_no_longer_blind(site: Site, kept: Keep, ana: Principal) -> None:
    """What was seen can't be unseen, and doesn't count as agreement."""
    (name,) = await kept("needs_review")
    await say(site, ana, RUN, name, Saying("accept"))
    await withdraw(site, ana, RUN, name)
    assert not (await item_of(site, ana, RUN, name)).blind
    said = await say(site, ana, RUN, name, Saying("reject", "after all"))
    assert said.verdict is not None
    assert not said.verdict.blind


async def test_another_person_can_not_say_anything_of_what_is_settled(
    site: Site, kept: Keep, ana: Principal, ben: Principal
) -> None:
    """It is told that it was judged meanwhile."""
    (name,) = await kept("needs_review")
    await say(site, ana, RUN, name, Saying("accept"))
    with pytest.raises(Problem) as caught:
        await say(site, ben, RUN, name, Saying("reject", "no"))
    assert caught.value.slug == "conflict"
    assert (await standing(site, name)).who == "ana"


async def test_a_decision_made_elsewhere_settles_the_item(site: Site, kept: Keep, ana: Principal) -> None:
    """Such as `casewright decide`."""
    from casewright.runs.decisions import record_decision

    (name,) = await kept("needs_review")
    await record_decision(await site.ledgers.of("default"), RUN, name, "reject", who="dora", why="by hand")
    assert (await queue_of(site, ana)).rows == ()
    settled = await queue_of(site, ana, QueueFilter(state="settled", mine=False))
    assert [row.sample for row in settled.rows] == [name]


@pytest.mark.parametrize(
    ("saying", "told"),
    [
        (Saying("reject"), "reason"),
        (Saying("maybe", "x"), "accept, reject, override"),  # type: ignore[arg-type]
        (Saying("reject", "x" * 2001), "2000"),
        (Saying("accept", answers={"nobody-asks": GivenAnswer("present")}), "criteria"),
        (Saying("accept", answers={"low-mood": GivenAnswer("yes")}), "not_mentioned"),  # type: ignore[arg-type]
        (Saying("accept", answers={"low-mood": GivenAnswer("present", (5, 5))}), "code points"),
        (Saying("accept", answers={"low-mood": GivenAnswer("present", (0, 99999))}), "code points"),
    ],
    ids=["no reason", "a word", "long", "a criterion", "an answer", "an empty quotation", "one beyond the text"],
)
async def test_a_verdict_that_can_not_be_is_refused(
    site: Site, kept: Keep, ana: Principal, saying: Saying, told: str
) -> None:
    """In words that say what is allowed; nothing is kept of it."""
    (name,) = await kept("needs_review")
    with pytest.raises(Problem, match=told) as caught:
        await say(site, ana, RUN, name, saying)
    assert caught.value.slug == "unusable"
    assert (await item_of(site, ana, RUN, name)).verdicts == 0


async def test_answers_are_kept_with_the_wording_that_was_answered(site: Site, kept: Keep, ana: Principal) -> None:
    """And quotations as places, so that no word of the report is kept twice."""
    from sqlalchemy import select

    from casewright.service.store.tables import verdicts

    (name,) = await kept("needs_review")
    answers = {"low-mood": GivenAnswer("present", (0, 11)), "elation": GivenAnswer("not_mentioned")}
    await say(site, ana, RUN, name, Saying("accept", answers=answers))
    item = await item_of(site, ana, RUN, name)
    hashes = {one.id: one.hash for one in item.criteria}
    assert item.own is not None
    assert item.own.answers["low-mood"] == GivenAnswer("present", (0, 11), hashes["low-mood"])
    rows: Any = await site.database.run(lambda connection: connection.execute(select(verdicts)).all())
    assert item.text[0:11] == "Mood is low"
    assert "Mood is low" not in str(rows)
