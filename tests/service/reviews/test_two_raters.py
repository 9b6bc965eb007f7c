"""Two raters for each item: they agree, or a third decides."""

from __future__ import annotations

import pytest
from tests.service.reviews.conftest import Keep, standing

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import (
    GivenAnswer,
    QueueFilter,
    Saying,
    agreement_of,
    item_of,
    queue_of,
    say,
    take_item,
    withdraw,
)
from casewright.service.site import Site
from casewright.testing.kept_run import RUN


@pytest.fixture
def raters() -> int:
    return 2


async def test_two_who_agree_settle_it_in_both_names(site: Site, kept: Keep, ana: Principal, ben: Principal) -> None:
    """The first alone decides nothing."""
    (name,) = await kept("needs_review")
    first = await say(site, ana, RUN, name, Saying("accept", "clear"))
    assert (first.state, first.outcome) == ("open", None)
    assert (await standing(site, name)).by == "gate"
    assert (await item_of(site, ben, RUN, name)).blind
    second = await say(site, ben, RUN, name, Saying("accept", "told twice"))
    assert (second.state, second.outcome) == ("settled", "accepted")
    assert (await standing(site, name)).who == "ana and ben"


async def test_two_who_differ_go_to_a_third(
    site: Site, kept: Keep, ana: Principal, ben: Principal, cleo: Principal
) -> None:
    """Who sees what both said, and whose word decides."""
    (name,) = await kept("needs_review")
    await say(site, ana, RUN, name, Saying("accept"))
    said = await say(site, ben, RUN, name, Saying("reject", "no duration"))
    assert (said.state, said.outcome) == ("split", None)
    split = await queue_of(site, cleo, QueueFilter(state="split"))
    assert [row.sample for row in split.rows] == [name]
    item = await item_of(site, cleo, RUN, name)
    assert item.adjudicates
    assert not item.blind
    assert {one.who for one in item.others} == {"ana", "ben"}
    last = await say(site, cleo, RUN, name, Saying("reject", "ben is right"))
    assert (last.state, last.outcome) == ("settled", "rejected")
    assert (await standing(site, name)).who == "cleo"


async def test_one_of_two_who_differ_may_come_round(site: Site, kept: Keep, ana: Principal, ben: Principal) -> None:
    """The first, blind verdict stays for agreement."""
    (name,) = await kept("needs_review")
    await say(site, ana, RUN, name, Saying("accept"))
    await say(site, ben, RUN, name, Saying("reject", "no duration"))
    said = await say(site, ana, RUN, name, Saying("reject", "true, there is none"))
    assert (said.state, said.outcome) == ("settled", "rejected")
    found = await agreement_of(site, ana)
    assert (found.items, found.verdicts.n, found.verdicts.same) == (1, 1, 0.0)


async def test_undo_of_one_of_two_opens_it_for_both_seats(
    site: Site, kept: Keep, ana: Principal, ben: Principal, cleo: Principal
) -> None:
    """The other's verdict stays, and a third person may take the seat."""
    (name,) = await kept("needs_review")
    await say(site, ana, RUN, name, Saying("accept"))
    await say(site, ben, RUN, name, Saying("accept"))
    said = await withdraw(site, ben, RUN, name)
    assert said.state == "open"
    assert (await standing(site, name)).outcome == "needs_review"
    assert (await say(site, cleo, RUN, name, Saying("accept"))).state == "settled"
    assert (await standing(site, name)).who == "ana and cleo"


async def test_agreement_counts_blind_verdicts_and_answers(
    site: Site, kept: Keep, ana: Principal, ben: Principal
) -> None:
    """With alpha's interval from ten reports on."""
    names = await kept(*["needs_review"] * 10, n=20)
    answer = {"low-mood": GivenAnswer("present")}
    for place, name in enumerate(names):
        await say(site, ana, RUN, name, Saying("accept" if place % 2 else "reject", "x", answer))
        await say(site, ben, RUN, name, Saying("accept" if place % 2 or not place else "reject", "y", answer))
    found = await agreement_of(site, ana, RUN)
    assert (found.items, found.verdicts.n, found.verdicts.same) == (10, 10, 0.9)
    assert found.verdicts.alpha is not None
    assert found.verdicts.low is not None
    assert found.answers.n == 10
    assert "same one" in found.answers.why


async def test_two_may_be_at_it_and_a_third_not(
    site: Site, kept: Keep, ana: Principal, ben: Principal, cleo: Principal
) -> None:
    """Until one has judged and gone, and even then: one verdict is all that is wanted."""
    (name,) = await kept("needs_review")
    seats = [await take_item(site, who, RUN, name) for who in (ana, ben)]
    assert sorted(lock.seat for lock in seats if lock) == [0, 1]
    with pytest.raises(Problem):
        await take_item(site, cleo, RUN, name)
    await say(site, ana, RUN, name, Saying("accept"))
    with pytest.raises(Problem):
        await take_item(site, cleo, RUN, name)
