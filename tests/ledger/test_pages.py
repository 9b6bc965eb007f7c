"""What is read a page at a time, or one thing at a time, on every ledger."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from casewright.errors import UnknownNameError
from casewright.ledger import Ledger, OrderRow, PlannedSample, RunRow, SampleRow
from casewright.types import Decider, Decision, Outcome, Reason

RUN = "run-1"
LONG = "Sleeps badly since the spring and has lost interest in her garden. " * 10


def planned(name: str, order: str = "o-b", index: int = 0, round_: int = 0) -> PlannedSample:
    return PlannedSample(name, order, index, round_, {"age": 40, "note": LONG})


def said(outcome: Outcome = "accepted", by: Decider = "gate", judging: str = "j1") -> Decision:
    return Decision(outcome, by, judging, (Reason("person", "as read"),), "dr-a" if by == "person" else None)


async def every(ledger: Ledger, limit: int, **more: object) -> list[SampleRow]:
    """All pages, one after another."""
    found: list[SampleRow] = []
    after = None
    while page := await ledger.page(RUN, after=after, limit=limit, **more):  # type: ignore[arg-type]
        assert len(page) <= limit
        found += page
        after = page[-1].planned.id
    return found


async def fill(ledger: Ledger) -> Sequence[SampleRow]:
    """Two rounds of two orders in all states; every second one decided is rejected."""
    rows = [
        planned(f"{order}-{round_}-{index}", order, index, round_)
        for round_ in (1, 0)
        for order in ("o-a", "o-b")
        for index in range(4)
    ]
    await ledger.add_samples(RUN, rows)
    claims = await ledger.claim(RUN, "w", limit=12, lease_seconds=60)
    for place, claim in enumerate(claims[:10]):
        outcome = said("rejected" if place % 2 else "accepted")
        await ledger.finish(claim, {"text": LONG}, None if place == 9 else outcome)
    return await ledger.samples(RUN)


@pytest.mark.parametrize("limit", [1, 3, 100])
async def test_pages_are_the_samples_in_their_order(ledger: Ledger, limit: int) -> None:
    """Whatever their states: each once, with its case, state and decision."""
    assert await every(ledger, limit) == []
    known = await fill(ledger)
    assert await every(ledger, limit) == list(known)
    assert len(known) == 16


@pytest.mark.parametrize("limit", [1, 2, 100])
async def test_pages_of_some_outcomes_or_orders_leave_the_others_out(ledger: Ledger, limit: int) -> None:
    """Together they narrow further; what is undecided has no outcome."""
    known = await fill(ledger)
    for outcomes in (["accepted"], ["accepted", "rejected"], ["error"], []):
        wanted = [row for row in known if row.decision and row.decision.outcome in outcomes]
        assert await every(ledger, limit, outcomes=outcomes) == wanted
        own = [row for row in wanted if row.planned.order == "o-a"]
        assert await every(ledger, limit, outcomes=outcomes, orders=["o-a"]) == own
    of_order = [row for row in known if row.planned.order == "o-b"]
    assert await every(ledger, limit, orders=["o-b", "o-none"]) == of_order
    assert await every(ledger, limit, orders=[]) == []


async def test_a_page_goes_by_the_decision_that_stands(ledger: Ledger) -> None:
    """A person's over the gate's; under another judging, that one's."""
    await fill(ledger)
    (first, *_) = await ledger.page(RUN, outcomes=["accepted"])
    name = first.planned.id
    await ledger.decide(RUN, name, said("rejected", "person"))
    assert name not in [row.planned.id for row in await ledger.page(RUN, outcomes=["accepted"])]
    found = {row.planned.id: row for row in await ledger.page(RUN, outcomes=["rejected"])}
    assert found[name].decision == said("rejected", "person")
    await ledger.rejudge(RUN, name, said("accepted", judging="j2"), {})
    assert [row.planned.id for row in await ledger.page(RUN, outcomes=["accepted"])] == [name]
    assert name not in [row.planned.id for row in await ledger.page(RUN, "j1", outcomes=["accepted"])]


async def test_a_page_after_a_sample_that_is_not_there_is_refused(ledger: Ledger) -> None:
    """With no list of those that are: there may be many."""
    await fill(ledger)
    with pytest.raises(UnknownNameError, match="unknown sample 'nobody'; known: none"):
        await ledger.page(RUN, after="nobody")


async def test_one_sample_is_read_alone(ledger: Ledger) -> None:
    """As it stands among all of them; nothing where it is not there."""
    for row in await fill(ledger):
        assert await ledger.sample(RUN, row.planned.id) == row
    assert await ledger.sample(RUN, "nobody") is None
    assert await ledger.sample("run-9", "o-a-0-0") is None


async def test_every_decision_of_a_sample_is_kept_in_order(ledger: Ledger) -> None:
    """Those that no longer stand too, under every judging; the newest judging is that of the last."""
    assert await ledger.judging(RUN) is None
    await fill(ledger)
    assert await ledger.judging(RUN) == "j1"
    name = (await ledger.page(RUN, outcomes=["accepted"]))[0].planned.id
    sequence = await ledger.decide(RUN, name, said("rejected", "person"))
    await ledger.rejudge(RUN, name, said("needs_review", judging="j2"), {})
    found = await ledger.decisions(RUN, name)
    assert [decision for _, decision in found] == [
        said("accepted"),
        said("rejected", "person"),
        said("needs_review", judging="j2"),
    ]
    assert found[1][0] == sequence
    assert [number for number, _ in found] == sorted(number for number, _ in found)
    assert await ledger.judging(RUN) == "j2"
    assert await ledger.decisions(RUN, "nobody") == ()


async def test_events_can_be_followed_by_kind(ledger: Ledger) -> None:
    """The limit counts those of the kinds."""
    await fill(ledger)
    everything = await ledger.events(RUN)
    wanted = [event for event in everything if event.kind in ("decided", "opened")]
    assert list(await ledger.events(RUN, kinds=["opened", "decided"])) == wanted
    assert list(await ledger.events(RUN, wanted[2].sequence, 2, ["opened", "decided"])) == wanted[3:5]
    assert list(await ledger.events(RUN, kinds=[])) == []


async def test_the_last_event_of_a_kind_is_about_the_run_itself(ledger: Ledger) -> None:
    """One about a sample of it doesn't count."""
    assert await ledger.latest(RUN, "mark") is None
    for place in (1, 2):
        await ledger.note(RUN, "mark", {"place": place})
    await ledger.note(RUN, "mark", {"place": 3}, sample="s1")
    found = await ledger.latest(RUN, "mark")
    assert found is not None
    assert (found.kind, found.sample, found.payload) == ("mark", None, {"place": 2})


async def starts(ledger: Ledger) -> int:
    row = await ledger.run(RUN)
    assert row is not None
    return row.starts


async def test_a_run_is_over_once_until_it_is_opened_again(ledger: Ledger) -> None:
    """Of several who see its end one notes it; who opens it again in between is not overlooked."""
    assert [row.id for row in await ledger.due()] == [RUN]
    seen = await starts(ledger)
    await ledger.open_run(RunRow(RUN, {"seed": 0}, {}), [OrderRow("o-a", {"code": "F32.1"}, 9)])
    assert not await ledger.end(RUN, seen, {"how": "complete"})
    assert [row.id for row in await ledger.due()] == [RUN]
    seen = await starts(ledger)
    assert [await ledger.end(RUN, seen, {"how": "short"}) for _ in range(2)] == [True, False]
    row, ended = await ledger.run(RUN), await ledger.latest(RUN, "ended")
    assert row is not None
    assert row.over
    assert ended is not None
    assert ended.payload == {"how": "short"}
    assert await ledger.due() == ()
    await ledger.open_run(RunRow(RUN, {"seed": 0}, {}), [])
    assert [row.id for row in await ledger.due()] == [RUN]


async def test_a_cancelled_run_is_not_due_until_it_is_opened_again(ledger: Ledger) -> None:
    """Opening it as if nothing had happened does not bring it back."""
    await ledger.cancel(RUN, said("cancelled", "operator"))
    await ledger.open_run(RunRow(RUN, {"seed": 0}, {}), [])
    row = await ledger.run(RUN)
    assert row is not None
    assert (row.state, row.over) == ("cancelled", True)
    assert await ledger.due() == ()
    await ledger.reopen(RUN)
    assert [row.id for row in await ledger.due()] == [RUN]


async def test_a_run_without_orders_is_never_due(ledger: Ledger) -> None:
    """It keeps calls, and nobody works on it."""
    await ledger.open_run(RunRow("calls", {}, {}), [])
    assert [row.id for row in await ledger.due()] == [RUN]
    assert not await ledger.end("nothing", 1, {})


async def test_projects_with_a_run_are_listed(ledger: Ledger) -> None:
    """Whoever works for all of them must know them."""
    assert await ledger.projects() == ("default",)


async def test_the_newest_runs_come_first(ledger: Ledger) -> None:
    """A page of them at a time, by the last run of the page before."""
    for name in ("run-3", "run-2"):
        await ledger.open_run(RunRow(name, {}, {}), [])
    assert [row.id for row in await ledger.recent(2)] == ["run-2", "run-3"]
    assert [row.id for row in await ledger.recent(2, "run-3")] == [RUN]
    assert await ledger.recent(2, RUN) == ()


async def test_the_decisions_of_all_runs_can_be_followed(ledger: Ledger) -> None:
    """In the order in which they fell."""
    await fill(ledger)
    await ledger.open_run(RunRow("run-2", {}, {}), [OrderRow("o", {}, 1)])
    await ledger.add_samples("run-2", [planned("s1", "o")])
    await ledger.decide("run-2", "s1", said("rejected"))
    found = await ledger.feed()
    assert [event.kind for event in found] == ["decided"] * 10
    assert (found[-1].run, found[-1].sample, found[-1].payload["outcome"]) == ("run-2", "s1", "rejected")
    assert list(await ledger.feed(found[3].sequence, 2)) == list(found[4:6])
    assert await ledger.feed(found[-1].sequence) == ()
