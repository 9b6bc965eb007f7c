"""What every ledger promises, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, get_args

import pytest

from casewright.errors import InputError, StorageError, UnknownNameError
from casewright.ledger import Bill, CallRow, Claim, Ledger, OrderRow, PlannedSample, RunRow, SampleState, Spent
from casewright.ledger.kept_json import KeptJSON
from casewright.types import Decider, Decision, Outcome, Reason

RUN = RunRow("run-1", {"seed": 0}, {"concurrency": 2})
STATES: tuple[SampleState, ...] = get_args(SampleState)
LONG = "She reports low mood for three weeks. " * 30


def planned(name: str, order: str = "o-b", index: int = 0, round_: int = 0) -> PlannedSample:
    return PlannedSample(name, order, index, round_, {"age": 40, "note": LONG})


def decided(outcome: Outcome = "accepted", by: Decider = "gate", judging: str = "j1", **more: Any) -> Decision:
    return Decision(outcome, by, judging, **more)


def call(key: str = "k1", sample: str = "s1", **more: Any) -> CallRow:
    values: dict[str, Any] = {"reply": {"text": LONG}, "screen": {"longest_run": 3}, "failure": None} | more
    return CallRow(key=key, run="run-1", sample=sample, purpose="write", model="test/model", **values)


async def take(ledger: Ledger, limit: int = 1, seconds: float = 60.0, worker: str = "w1") -> Sequence[Claim]:
    return await ledger.claim("run-1", worker, limit=limit, lease_seconds=seconds)


async def test_a_run_is_opened_once_and_found_again(ledger: Ledger) -> None:
    """Opening again goes on with the run, with the newest account of how it is run."""
    await ledger.open_run(RunRow("run-1", {"seed": 0}, {"concurrency": 8}), [])
    assert await ledger.run("run-1") == RunRow("run-1", {"seed": 0}, {"concurrency": 8})
    assert [run.id for run in await ledger.runs()] == ["run-1"]
    assert await ledger.run("run-2") is None


async def test_other_contents_under_a_known_run_id_are_refused(ledger: Ledger) -> None:
    """A run's id stands for what decides."""
    with pytest.raises(InputError, match="'run-1' is there with other contents"):
        await ledger.open_run(RunRow("run-1", {"seed": 1}, {}), [])


async def test_a_later_judging_leaves_the_first_record_alone(ledger: Ledger) -> None:
    """Each judging has its own findings and its own effective decision; texts are stored once."""
    await ledger.add_samples("run-1", [planned("s1")])
    (claim,) = await take(ledger)
    await ledger.finish(claim, {"text": LONG, "fidelity": {"score": 0.9}}, decided())
    await ledger.rejudge("run-1", "s1", decided("rejected", judging="j2"), {"fidelity": {"score": 0.1}})
    assert await ledger.record("run-1", "s1", "j1") == {"text": LONG, "fidelity": {"score": 0.9}}
    assert await ledger.record("run-1", "s1", "j2") == {"text": LONG, "fidelity": {"score": 0.1}}
    outcomes = {name: (await ledger.samples("run-1", name))[0].decision for name in ("j1", "j2")}
    assert [(name, one.outcome) for name, one in outcomes.items() if one] == [("j1", "accepted"), ("j2", "rejected")]


async def test_only_a_sample_with_a_record_is_judged_again(ledger: Ledger) -> None:
    """What was never written can't be judged."""
    await ledger.add_samples("run-1", [planned("s1")])
    for name in ("s1", "s9"):
        with pytest.raises(UnknownNameError, match=name):
            await ledger.rejudge("run-1", name, decided(judging="j2"), {})


async def test_orders_keep_their_place_and_n_only_rises(ledger: Ledger) -> None:
    """A raised N continues; a lower one doesn't take back what was accepted."""
    await ledger.open_run(RUN, [OrderRow("o-a", {"code": "F32.1"}, 5), OrderRow("o-b", {"code": "F41.1"}, 0)])
    assert [(order.id, order.n) for order in await ledger.orders("run-1")] == [("o-b", 1), ("o-a", 5)]


async def test_samples_come_in_round_order_and_index_order(ledger: Ledger) -> None:
    """Orders count as they were given, not by name."""
    rows = [planned("s4", round_=1), planned("s3", "o-a"), planned("s2", index=1), planned("s1")]
    await ledger.add_samples("run-1", rows)
    assert [row.planned.id for row in await ledger.samples("run-1")] == ["s1", "s2", "s3", "s4"]
    assert [claim.sample for claim in await take(ledger, 3)] == ["s1", "s2", "s3"]


async def test_adding_a_sample_again_changes_nothing(ledger: Ledger) -> None:
    """A resumed run may plan what is already there."""
    await ledger.add_samples("run-1", [planned("s1")])
    (claim,) = await take(ledger)
    await ledger.add_samples("run-1", [planned("s1", index=7)])
    (row,) = await ledger.samples("run-1")
    assert (row.state, row.planned) == ("leased", claim.planned)


async def test_a_sample_of_an_unknown_order_is_refused_with_the_known_ones(ledger: Ledger) -> None:
    """And nothing of that batch is kept."""
    with pytest.raises(UnknownNameError, match=r"unknown order 'o-x'; known: o-a, o-b"):
        await ledger.add_samples("run-1", [planned("s1"), planned("s2", "o-x")])
    assert await ledger.samples("run-1") == ()


async def test_two_workers_never_hold_one_sample(ledger: Ledger) -> None:
    """Claims taken at once share out what there is."""
    await ledger.add_samples("run-1", [planned(f"s{i}", index=i) for i in range(6)])
    claims = await asyncio.gather(*(take(ledger, 2, worker=f"w{i}") for i in range(5)))
    taken = [claim.sample for group in claims for claim in group]
    assert sorted(taken) == [f"s{i}" for i in range(6)]


async def test_an_expired_lease_is_taken_again_and_the_late_finish_is_discarded(ledger: Ledger) -> None:
    """One finish counts."""
    await ledger.add_samples("run-1", [planned("s1")])
    (late,) = await take(ledger, seconds=0)
    (prompt,) = await take(ledger, worker="w2")
    assert prompt.fence > late.fence
    assert not await ledger.finish(late, {"text": "late"}, decided("rejected"))
    assert await ledger.record("run-1", "s1") is None
    assert await ledger.finish(prompt, {"text": "prompt"}, decided())
    assert await ledger.record("run-1", "s1") == {"text": "prompt"}


async def test_a_finish_counts_once(ledger: Ledger) -> None:
    """The same claim can't finish twice."""
    await ledger.add_samples("run-1", [planned("s1")])
    (claim,) = await take(ledger)
    assert await ledger.finish(claim, {"text": "first"}, decided())
    assert not await ledger.finish(claim, {"text": "second"}, decided("rejected"))
    (row,) = await ledger.samples("run-1")
    assert (row.state, row.decision, row.has_record) == ("decided", decided(), True)


async def test_renew_extends_what_still_holds_and_drops_what_was_lost(ledger: Ledger) -> None:
    """A worker learns which of its leases are gone."""
    await ledger.add_samples("run-1", [planned("s1"), planned("s2", index=1)])
    first, second = await take(ledger, 2, seconds=0)
    (taken,) = await take(ledger, worker="w2")
    assert taken.sample == first.sample
    assert await ledger.renew([first, second], 60) == (second,)
    assert await take(ledger, 5) == ()


async def test_a_released_sample_is_free_at_once(ledger: Ledger) -> None:
    """Draining loses no time waiting for a lease to run out."""
    await ledger.add_samples("run-1", [planned("s1")])
    claims = await take(ledger)
    await ledger.release(claims)
    (again,) = await take(ledger, worker="w2")
    await ledger.release(claims)
    assert await ledger.renew([again], 60) == (again,)


async def test_a_passed_sample_waits_for_its_commit(ledger: Ledger) -> None:
    """It has a record and no decision, and nobody claims it again."""
    await ledger.add_samples("run-1", [planned("s1")])
    (claim,) = await take(ledger, seconds=0)
    assert await ledger.finish(claim, {"text": LONG, "diversity": {"novelty": None}}, None)
    (row,) = await ledger.samples("run-1")
    assert (row.state, row.decision, row.has_record) == ("passed", None, True)
    assert await take(ledger) == ()
    await ledger.decide("run-1", "s1", decided(), {"diversity": {"novelty": 0.9}})
    assert await ledger.record("run-1", "s1") == {"text": LONG, "diversity": {"novelty": 0.9}}


async def test_the_outcome_is_the_latest_of_the_highest_rank(ledger: Ledger) -> None:
    """A person stands over the seal, the seal over the gate, the later over the earlier."""
    await ledger.add_samples("run-1", [planned("s1")])
    said: list[tuple[Outcome, Decider]] = [
        ("rejected", "seal"),
        ("accepted", "gate"),
        ("needs_review", "person"),
        ("cancelled", "operator"),
        ("accepted", "seal"),
    ]
    stands = ["rejected", "rejected", "needs_review", "cancelled", "cancelled"]
    for (outcome, by), expected in zip(said, stands, strict=True):
        await ledger.decide("run-1", "s1", decided(outcome, by))
        (row,) = await ledger.samples("run-1")
        assert row.decision is not None
        assert row.decision.outcome == expected


async def test_decisions_stand_under_their_judging(ledger: Ledger) -> None:
    """Judged anew, a sample has the new outcome by default and the old one on request."""
    await ledger.add_samples("run-1", [planned("s1")])
    reasons = (Reason("contradiction", "mania is documented", criterion="mania"),)
    old = decided("rejected", "person", "j1", reasons=reasons, who="reader 2")
    await ledger.decide("run-1", "s1", old)
    await ledger.decide("run-1", "s1", decided("accepted", "gate", "j2"))
    assert [row.decision for row in await ledger.samples("run-1")] == [decided("accepted", "gate", "j2")]
    assert [row.decision for row in await ledger.samples("run-1", "j1")] == [old]
    assert [row.decision for row in await ledger.samples("run-1", "j0")] == [None]


async def test_a_decision_about_a_sample_in_work_fences_its_worker_off(ledger: Ledger) -> None:
    """Cancelled is cancelled, whatever the worker brings later."""
    await ledger.add_samples("run-1", [planned("s1")])
    (claim,) = await take(ledger)
    await ledger.decide("run-1", "s1", decided("cancelled", "operator"))
    assert not await ledger.finish(claim, {"text": "late"}, decided())
    (row,) = await ledger.samples("run-1")
    assert row.decision == decided("cancelled", "operator")


async def test_a_decision_about_an_unknown_sample_lists_the_known(ledger: Ledger) -> None:
    """A typing error is told as such."""
    await ledger.add_samples("run-1", [planned("s1")])
    with pytest.raises(UnknownNameError, match="unknown sample 's2'; known: s1"):
        await ledger.decide("run-1", "s2", decided())


async def test_a_completed_call_is_found_and_saving_it_again_changes_nothing(ledger: Ledger) -> None:
    """A call is paid once."""
    await ledger.save_call(call())
    await ledger.save_call(call(reply={"text": "another answer"}))
    assert await ledger.call("k1") == call()
    assert await ledger.call("k2") is None


async def test_calls_are_listed_by_run_and_by_sample(ledger: Ledger) -> None:
    """In the order in which they were completed; a failure that was paid for is one of them."""
    failure = call("k2", "s2", reply=None, screen=None, failure={"kind": "refusal", "message": "no"})
    await ledger.save_call(call("k9"))
    await ledger.save_call(failure)
    assert [row.key for row in await ledger.calls("run-1")] == ["k9", "k2"]
    assert await ledger.calls("run-1", "s2") == (failure,)


async def test_events_are_in_order_and_can_be_followed(ledger: Ledger) -> None:
    """Sequence numbers only grow; a reader goes on after the last it saw."""
    await ledger.add_samples("run-1", [planned("s1")])
    (claim,) = await take(ledger)
    await ledger.finish(claim, {"text": LONG}, decided())
    events = await ledger.events("run-1")
    assert [event.kind for event in events] == ["opened", "planned", "claimed", "decided"]
    assert [event.sequence for event in events] == sorted({event.sequence for event in events})
    assert await ledger.events("run-1", after=events[1].sequence, limit=1) == events[2:3]
    assert events[3].payload == {"outcome": "accepted", "by": "gate", "judging": "j1"}


async def test_events_hold_no_text(ledger: Ledger) -> None:
    """Whoever may follow a run's progress reads no report by it."""
    await ledger.add_samples("run-1", [planned("s1")])
    (claim,) = await take(ledger)
    reason = Reason("fact", "a quotation could stand here")
    await ledger.finish(claim, {"text": LONG}, decided("rejected", reasons=(reason,)))
    assert all("quotation" not in str(event) and "low mood" not in str(event) for event in await ledger.events("run-1"))


@pytest.mark.parametrize(
    "value",
    [
        {"$text": "not a reference"},
        {"$plain": {"$text": "nor this"}},
        {"text": "lone surrogate \ud83d " * 20},
        {"text": "NUL \x00 and ünïcödé " * 20},
        {"history": [{"text": LONG}, {"text": LONG}], "none": None, "figures": [1, 2.5, True]},
    ],
    ids=["text-reference", "plain-reference", "surrogate", "nul", "nested"],
)
async def test_a_record_comes_back_as_it_was(ledger: Ledger, value: dict[str, Any]) -> None:
    """Whatever a model or a user put into it."""
    await ledger.add_samples("run-1", [planned("s1")])
    (claim,) = await take(ledger)
    await ledger.finish(claim, {"extra": value}, decided())
    assert await ledger.record("run-1", "s1") == {"extra": value}


async def test_a_closed_ledger_refuses_writes_and_closes_twice(ledger: Ledger) -> None:
    """With a message instead of a hang."""
    await ledger.close()
    await ledger.close()
    with pytest.raises(StorageError, match="closed"):
        await ledger.save_call(call())


async def test_certificates_are_kept_as_they_were(ledger: Ledger) -> None:
    """A copy a run; what was kept first stays, so that an old run can be explained."""
    await ledger.keep_certificates("run-1", {"b": {"critic": "rules", "note": LONG}, "a": {"critic": "facts"}})
    await ledger.keep_certificates("run-1", {"a": {"critic": "another"}})
    assert list((await ledger.certificates("run-1")).items()) == [
        ("a", {"critic": "facts"}),
        ("b", {"critic": "rules", "note": LONG}),
    ]
    assert await ledger.certificates("run-2") == {}


async def test_many_runs_may_go_by_one_certificate(ledger: Ledger) -> None:
    """Each reads it as it was, whatever words and numbers are in it, and may go by others beside."""
    one = KeptJSON({"note": LONG, "$text": "no hash", "rates": [0.1, None, {"n": 3}], "odd": "\ud800 ñ"})
    await ledger.keep_certificates("run-1", {"a": one})
    await ledger.open_run(RunRow("run-2", {"seed": 1}, {}), [])
    await ledger.keep_certificates("run-2", {"a": one, "b": {"critic": "facts"}})
    await ledger.keep_certificates("run-2", {"b": one, "c": dict(one)})
    assert await ledger.certificates("run-1") == {"a": one}
    assert await ledger.certificates("run-2") == {"a": one, "b": {"critic": "facts"}, "c": one}


async def test_a_claim_may_be_narrowed_to_orders(ledger: Ledger) -> None:
    """Where some orders have used up what they may, the others go on; naming none gives none."""
    await ledger.add_samples("run-1", [planned("s1"), planned("s2", "o-a"), planned("s3", "o-a", 1)])
    taken = await ledger.claim("run-1", "w1", limit=5, lease_seconds=0, orders=["o-a"])
    assert [claim.sample for claim in taken] == ["s2", "s3"]
    assert await ledger.claim("run-1", "w1", limit=5, lease_seconds=60, orders=[]) == ()
    assert [claim.sample for claim in await take(ledger, 5)] == ["s1", "s2", "s3"]


async def test_who_holds_what_is_told_without_reading_the_rest(ledger: Ledger) -> None:
    """Whether or not the lease has run out, with the time left by the ledger's clock."""
    await ledger.add_samples("run-1", [planned(f"s{i}", index=i) for i in range(3)])
    (gone,) = await take(ledger, seconds=0)
    (held,) = (await ledger.renew(await take(ledger, worker="w2"), 60))[:1]
    rows = await ledger.held("run-1")
    assert [(row.claim, row.worker) for row in rows] == [(held, "w2")]
    assert held.sample == gone.sample
    assert 0 < rows[0].seconds_left <= 60
    await ledger.release([held])
    assert await ledger.held("run-1") == ()


async def test_of_two_that_commit_one_counts(ledger: Ledger) -> None:
    """Whoever comes second stores nothing and is told so."""
    await ledger.add_samples("run-1", [planned("s1")])
    assert not await ledger.settle("run-1", "s1", decided())
    (claim,) = await take(ledger)
    assert not await ledger.settle("run-1", "s1", decided())
    await ledger.finish(claim, {"text": LONG}, None)
    said = [decided("accepted"), decided("surplus"), decided("rejected")]
    counted = await asyncio.gather(*(ledger.settle("run-1", "s1", one, {"by": one.outcome}) for one in said))
    assert sum(counted) == 1
    (row,) = await ledger.samples("run-1")
    assert row.decision == said[counted.index(True)]
    assert await ledger.record("run-1", "s1") == {"text": LONG, "by": row.decision.outcome}
    assert [event.kind for event in await ledger.events("run-1")].count("decided") == 1


async def test_settling_an_unknown_sample_lists_the_known(ledger: Ledger) -> None:
    """A typing error is no lost race."""
    await ledger.add_samples("run-1", [planned("s1")])
    with pytest.raises(UnknownNameError, match="unknown sample 's2'; known: s1"):
        await ledger.settle("run-1", "s2", decided())


async def test_a_cancelled_run_is_decided_throughout_and_gives_no_work(ledger: Ledger) -> None:
    """What waits, what is in work and what only awaits its commit; what was decided stays."""
    await ledger.add_samples("run-1", [planned(f"s{i}", index=i) for i in range(4)])
    done, passed, working = await take(ledger, 3)
    await ledger.finish(done, {}, decided())
    await ledger.finish(passed, {}, None)
    cancelled = decided("cancelled", "operator", who="night shift")
    assert await ledger.cancel("run-1", cancelled) == 3
    assert [row.decision for row in await ledger.samples("run-1")] == [decided()] + 3 * [cancelled]
    assert not await ledger.finish(working, {}, decided())
    assert (await take(ledger, 5), await ledger.held("run-1")) == ((), ())
    run = await ledger.run("run-1")
    assert run is not None
    assert run.state == "cancelled"
    assert await ledger.cancel("run-1", cancelled) == 0


async def test_a_cancelled_run_stays_so_until_it_is_opened_again(ledger: Ledger) -> None:
    """The same command on it plans nothing and claims nothing."""
    await ledger.add_samples("run-1", [planned("s1")])
    await ledger.cancel("run-1", decided("cancelled", "operator"))
    await ledger.open_run(RUN, [])
    await ledger.add_samples("run-1", [planned("s2", index=1)])
    assert [row.planned.id for row in await ledger.samples("run-1")] == ["s1"]
    await ledger.reopen("run-1")
    await ledger.add_samples("run-1", [planned("s2", index=1)])
    assert [claim.sample for claim in await take(ledger, 5)] == ["s2"]
    assert await ledger.runs() == (RUN,)


async def test_an_unknown_run_is_neither_cancelled_nor_opened_again(ledger: Ledger) -> None:
    """The message lists those that are there."""
    for change in (ledger.cancel("run-2", decided("cancelled", "operator")), ledger.reopen("run-2")):
        with pytest.raises(UnknownNameError, match="unknown run 'run-2'; known: run-1"):
            await change


async def test_samples_are_tallied_by_order_state_and_outcome(ledger: Ledger) -> None:
    """In the orders' order; an order without samples is there with none."""
    assert [(tally.order, tally.samples, tally.last_round) for tally in await ledger.tallies("run-1")] == [
        ("o-b", 0, 0),
        ("o-a", 0, 0),
    ]
    await ledger.add_samples("run-1", [planned("s1", "o-a"), planned("s2", "o-a", 1), planned("s3", "o-a", 2, 3)])
    first, second = await take(ledger, 2)
    await ledger.finish(first, {}, decided())
    await ledger.finish(second, {}, None)
    tally = (await ledger.tallies("run-1"))[1]
    assert (dict(tally.states), dict(tally.outcomes)) == ({"decided": 1, "passed": 1, "planned": 1}, {"accepted": 1})
    assert (tally.order, tally.samples, tally.last_round) == ("o-a", 3, 3)


async def test_outcomes_are_tallied_under_their_judging(ledger: Ledger) -> None:
    """The newest unless one is named; a sample counts once, by the decision that stands."""
    await ledger.add_samples("run-1", [planned("s1"), planned("s2", index=1)])
    for name in ("s1", "s2"):
        await ledger.decide("run-1", name, decided("accepted"))
    await ledger.decide("run-1", "s1", decided("rejected", "person"))
    await ledger.decide("run-1", "s1", decided("accepted", "seal"))
    await ledger.decide("run-1", "s2", decided("needs_review", judging="j2"))
    outcomes = {name: dict((await ledger.tallies("run-1", name))[0].outcomes) for name in ("j1", "j2", "j0", None)}
    assert outcomes == {
        "j1": {"rejected": 1, "accepted": 1},
        "j2": {"needs_review": 1},
        "j0": {},
        None: {"needs_review": 1},
    }


async def test_samples_can_be_read_by_state(ledger: Ledger) -> None:
    """What awaits its commit is read without the rest."""
    await ledger.add_samples("run-1", [planned(f"s{i}", index=i) for i in range(4)])
    first, second, _ = await take(ledger, 3)
    await ledger.finish(first, {}, decided())
    await ledger.finish(second, {}, None)
    found = {state: [row.planned.id for row in await ledger.samples("run-1", states=[state])] for state in STATES}
    assert found == {"planned": ["s3"], "leased": ["s2"], "passed": ["s1"], "decided": ["s0"]}
    assert [row.planned.id for row in await ledger.samples("run-1", states={"passed", "planned"})] == ["s1", "s3"]
    assert await ledger.samples("run-1", states=()) == ()


async def test_the_bill_counts_each_beginning_by_how_it_ended(ledger: Ledger) -> None:
    """Completed once, answered again, failed, or open: in flight, or lost in a crash."""
    first, second, failed, _ = [await ledger.begin_call(key, "run-1", "s1", "w1") for key in ("k1", "k1", "k2", "k3")]
    await ledger.save_call(call("k1"), first)
    await ledger.save_call(call("k1"), second)
    await ledger.fail_call(failed)
    await ledger.save_call(call("k4"))
    assert await ledger.bill("run-1") == Bill(begun=5, completed=2, again=1, failed=1, open=1)
    assert await ledger.bill("run-2") == Bill(0, 0, 0, 0, 0)


async def test_an_ending_is_told_once(ledger: Ledger) -> None:
    """A save that is repeated because its acknowledgement was lost changes no figure."""
    first = await ledger.begin_call("k1", "run-1", "s1", "w1")
    for _ in range(3):
        await ledger.save_call(call("k1"), first)
    await ledger.fail_call(first)
    second = await ledger.begin_call("k1", "run-1", "s1", "w1")
    for _ in range(2):
        await ledger.save_call(call("k1"), second)
    await ledger.fail_call(second)
    assert second > first
    assert await ledger.bill("run-1") == Bill(begun=2, completed=1, again=1, failed=0, open=0)


async def test_what_an_order_used_adds_up(ledger: Ledger) -> None:
    """Tokens of both kinds and money of each distinct call; one without a price is counted as such."""
    await ledger.add_samples("run-1", [planned("s1"), planned("s2", "o-a")])
    usage = {"prompt_tokens": 100, "completion_tokens": 20}
    priced = call("k1", "s2", reply={"text": LONG, "usage": usage, "usd": 0.25})
    for row in (priced, priced, call("k2", "s2", reply={"text": "", "usage": usage, "usd": 0.5})):
        await ledger.save_call(row)
    await ledger.save_call(call("k3", "s2", reply=None, failure={"kind": "refusal", "message": "no"}))
    await ledger.save_call(call("k4", "no sample of this run"))
    spent = await ledger.spent("run-1")
    assert list(spent) == ["o-a"]
    assert spent["o-a"] == Spent(calls=3, tokens=240, usd=0.75, seconds=0.0, unpriced=1)


async def test_the_seconds_of_an_order_are_those_under_its_leases(ledger: Ledger) -> None:
    """From claim to finish, or to whatever else ended the work; a lease that was lost counts for nothing."""
    await ledger.add_samples("run-1", [planned(f"s{i}", index=i) for i in range(3)])
    await ledger.save_call(call())
    (lost,) = await take(ledger, seconds=0)
    claims = await take(ledger, 3)
    await asyncio.sleep(0.05)
    before = (await ledger.spent("run-1"))["o-b"].seconds
    await ledger.finish(lost, {}, decided())
    assert (before, (await ledger.spent("run-1"))["o-b"].seconds) == (0.0, 0.0)
    seen = []
    await ledger.finish(claims[0], {}, decided())
    seen.append((await ledger.spent("run-1"))["o-b"].seconds)
    await ledger.release(claims[1:2])
    seen.append((await ledger.spent("run-1"))["o-b"].seconds)
    await ledger.cancel("run-1", decided("cancelled", "operator"))
    seen.append((await ledger.spent("run-1"))["o-b"].seconds)
    assert all(second - first >= 0.05 for first, second in pairwise([0.0, *seen]))


async def test_a_note_is_an_event(ledger: Ledger) -> None:
    """Of the run, or of a sample."""
    await ledger.add_samples("run-1", [planned("s1")])
    numbers = [await ledger.note("run-1", "round", {"round": 1}), await ledger.note("run-1", "held", {}, "s1")]
    events = (await ledger.events("run-1"))[-2:]
    assert [(event.sequence, event.kind, event.sample, event.payload) for event in events] == [
        (numbers[0], "round", None, {"round": 1}),
        (numbers[1], "held", "s1", {}),
    ]
