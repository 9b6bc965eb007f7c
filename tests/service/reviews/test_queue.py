"""The queue as a reviewer pages through it."""

from __future__ import annotations

import pytest
from tests.service.reviews.conftest import Keep, fidelity, finish, reviewer

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import QueueFilter, Saying, next_item, progress_of, queue_of, say, take_item
from casewright.service.site import Site
from casewright.testing.kept_run import RUN


async def test_disagreement_comes_first_then_what_is_near_a_line(site: Site, kept: Keep, ana: Principal) -> None:
    """And what the machine left to people before both."""
    await kept("accepted", "needs_review", support=0.81)
    loud = await finish(site, 7, "accepted", fidelity=fidelity(("present", "absent"), ("present", "unclear")))
    page = await queue_of(site, ana)
    samples = [row.sample[-4:] for row in page.rows]
    assert samples == ["0001", loud[-4:], "0000"]


async def test_a_blind_rater_sees_neither_outcome_nor_figures(site: Site, kept: Keep, ana: Principal) -> None:
    """They would tell what the machine made of it."""
    await kept("accepted", "rejected")
    page = await queue_of(site, ana)
    assert {(row.outcome, row.disagreement, row.nearness, row.priority) for row in page.rows} == {(None,) * 4}


async def test_a_blind_rater_may_not_ask_for_accepted_ones(site: Site, kept: Keep, ana: Principal) -> None:
    """The filter would tell it as well."""
    with pytest.raises(Problem) as caught:
        await queue_of(site, ana, QueueFilter(outcome="accepted"))
    assert caught.value.slug == "unusable"


async def test_pages_go_on_where_the_last_ended(site: Site, kept: Keep, ana: Principal) -> None:
    """Nothing twice, nothing left out."""
    names = await kept(*["needs_review"] * 7)
    first = await queue_of(site, ana, limit=3)
    second = await queue_of(site, ana, limit=3, after=first.after)
    third = await queue_of(site, ana, limit=3, after=second.after)
    seen = [row.sample for page in (first, second, third) for row in page.rows]
    assert sorted(seen) == sorted(names)
    assert third.after == ""


@pytest.mark.parametrize("token", ["x", "../../etc", "W10", "WyIxIl0", "bnVsbA", "é"])
async def test_a_made_up_token_is_refused(site: Site, ana: Principal, token: str) -> None:
    """It isn't looked at any further."""
    with pytest.raises(Problem) as caught:
        await queue_of(site, ana, after=token)
    assert caught.value.slug == "bad-request"


async def test_what_one_has_judged_leaves_ones_queue(site: Site, kept: Keep, ana: Principal) -> None:
    """And is in the settled ones."""
    first, second = await kept("needs_review", "needs_review")
    await say(site, ana, RUN, first, Saying("accept"))
    assert [row.sample for row in (await queue_of(site, ana)).rows] == [second]
    settled = await queue_of(site, ana, QueueFilter(state="settled", mine=False))
    assert [(row.sample, row.outcome) for row in settled.rows] == [(first, "accepted")]


async def test_what_has_no_text_or_a_masked_one_is_not_in_it(site: Site, kept: Keep, ana: Principal) -> None:
    """There is nothing to judge."""
    await kept("error", "needs_review")
    await finish(site, 8, "rejected", masked=True)
    assert [row.sample[-4:] for row in (await queue_of(site, ana)).rows] == ["0001"]


async def test_another_project_sees_nothing(site: Site, kept: Keep) -> None:
    """Queues are a project's own."""
    await kept("needs_review")
    stranger = Principal("dora", "dora", "elsewhere", frozenset({"review"}))
    assert (await queue_of(site, stranger)).rows == ()


async def test_next_passes_over_what_others_are_at(site: Site, kept: Keep, ana: Principal, ben: Principal) -> None:
    """And over what one has put aside."""
    await kept("needs_review", "needs_review", "needs_review")
    first = await next_item(site, ana)
    assert first is not None
    await take_item(site, ben, RUN, first.sample)
    second = await next_item(site, ana)
    assert second is not None
    assert second.sample != first.sample
    third = await next_item(site, ana, skip=[(RUN, second.sample)])
    assert third is not None
    assert third.sample not in (first.sample, second.sample)


async def test_progress_adds_up(site: Site, kept: Keep, ana: Principal) -> None:
    """Items by state are all items, and one's own share of them."""
    names = await kept("needs_review", "needs_review", "accepted")
    await progress_of(site, ana)
    await say(site, ana, RUN, names[0], Saying("accept"))
    found = await progress_of(site, ana)
    assert found.total == 3
    assert found.states["settled"] == 1
    assert found.indexed
    assert (found.mine, found.left, found.waiting, found.today) == (1, 2, 1, 1)
    other = await progress_of(site, reviewer("ben"), RUN)
    assert (other.mine, other.left) == (0, 2)
