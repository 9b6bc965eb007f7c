"""Patience has bounds: retries, waits, a breaker, a limit that adapts, a budget."""

from __future__ import annotations

import asyncio
import contextlib
import time

import pytest

from casewright.errors import BudgetError, FailureKind, ModelAccessError, ModelFailure
from casewright.models import Budget, Message, ModelReply, ModelRequest, Policy, ResilientModel, Usage
from casewright.testing import FunctionModel, ScriptedModel

REQUEST = ModelRequest((Message("user", "Well?"),), 10)
QUICK = Policy(base_wait=0.001, longest_wait=0.05)


def failure(kind: FailureKind, after: float | None = None) -> ModelFailure:
    return ModelFailure(kind, "told to fail", retry_after=after)


@pytest.mark.parametrize("kind", ["server", "timeout", "connection"])
async def test_a_server_fault_is_tried_again(kind: FailureKind) -> None:
    """The caller sees the answer alone."""
    model = ScriptedModel([failure(kind), "Well."])
    assert (await ResilientModel(model, QUICK).complete(REQUEST)).text == "Well."


@pytest.mark.parametrize(
    "kind", ["empty", "refusal", "content_filter", "garbage", "too_long", "truncated", "unsupported"]
)
async def test_what_would_be_the_same_again_is_not(kind: FailureKind) -> None:
    """A failure of the answer goes to the caller at once."""
    model = ScriptedModel([failure(kind)])
    with pytest.raises(ModelFailure):
        await ResilientModel(model, QUICK).complete(REQUEST)
    assert len(model.requests) == 1


async def test_retries_of_one_call_are_bounded() -> None:
    """One try and three more, then the fault is the caller's to put back in its queue."""
    model = FunctionModel(lambda request: failure("server"))
    with pytest.raises(ModelFailure):
        await ResilientModel(model, QUICK).complete(REQUEST)
    assert len(model.requests) == 4


async def test_retries_of_all_calls_are_a_tenth_at_most() -> None:
    """However many calls fail, requests stay near the number of calls."""
    turn = iter(range(10_000))
    model = FunctionModel(lambda request: "ok" if next(turn) % 2 else failure("server"))
    wrapped = ResilientModel(model, QUICK)
    for _ in range(200):
        with contextlib.suppress(ModelFailure):
            await wrapped.complete(REQUEST)
    assert len(model.requests) <= 200 + 20


async def test_slow_down_waits_as_asked_and_halves_the_limit() -> None:
    """It uses none of the retries, and the wait is what the server said."""
    model = ScriptedModel([failure("rate_limited", 0.2), "Well."])
    wrapped = ResilientModel(model, Policy(retries=0, free_retries=0, retry_share=0.0, concurrency=8))
    began = time.monotonic()
    assert (await wrapped.complete(REQUEST)).text == "Well."
    assert time.monotonic() - began >= 0.2
    assert wrapped.concurrency == 4


async def test_a_long_retry_after_is_capped() -> None:
    """No server can hold a call for an hour."""
    model = ScriptedModel([failure("rate_limited", 3600), "Well."])
    began = time.monotonic()
    await ResilientModel(model, QUICK).complete(REQUEST)
    assert time.monotonic() - began < 2


async def test_slow_down_for_ever_ends() -> None:
    """After six waits the call goes back to its queue."""
    model = FunctionModel(lambda request: failure("rate_limited", 0.001))
    with pytest.raises(ModelFailure) as caught:
        await ResilientModel(model, QUICK).complete(REQUEST)
    assert caught.value.kind == "rate_limited"
    assert len(model.requests) == 7


async def test_the_limit_grows_again() -> None:
    """Answers raise it one by one, to what settings allow and no further."""
    model = ScriptedModel([failure("rate_limited", 0.0), *["ok"] * 60])
    wrapped = ResilientModel(model, Policy(concurrency=4))
    await wrapped.complete(REQUEST)
    assert wrapped.concurrency == 2
    for _ in range(50):
        await wrapped.complete(REQUEST)
    assert wrapped.concurrency == 4


async def test_no_more_calls_at_once_than_allowed() -> None:
    """The rest waits its turn, and all are answered."""
    busy = most = 0

    async def answer(request: ModelRequest) -> str:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.005)
        busy -= 1
        return "ok"

    wrapped = ResilientModel(FunctionModel(answer), Policy(concurrency=3))
    await asyncio.gather(*(wrapped.complete(REQUEST) for _ in range(20)))
    assert most == 3


async def test_a_cancelled_wait_does_not_lose_a_turn() -> None:
    """Whoever gives up in the queue takes nobody's place."""
    gate = asyncio.Event()

    async def answer(request: ModelRequest) -> str:
        await gate.wait()
        return "ok"

    wrapped = ResilientModel(FunctionModel(answer), Policy(concurrency=1))
    calls = [asyncio.create_task(wrapped.complete(REQUEST)) for _ in range(4)]
    await asyncio.sleep(0)
    calls[1].cancel()
    calls[0].cancel()
    gate.set()
    done = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 2)
    assert [isinstance(item, ModelReply) for item in done] == [False, False, True, True]


async def test_a_slow_call_times_out() -> None:
    """The time is from the call's start to its last byte."""

    async def answer(request: ModelRequest) -> str:
        await asyncio.sleep(5)
        return "late"

    wrapped = ResilientModel(FunctionModel(answer), Policy(timeout=0.01, retries=0))
    with pytest.raises(ModelFailure) as caught:
        await wrapped.complete(REQUEST)
    assert caught.value.kind == "timeout"


async def test_the_breaker_opens_and_one_probe_closes_it() -> None:
    """After five faults nobody calls; after a while one call tries, and its success lets all through."""
    broken = True
    model = FunctionModel(lambda request: failure("server") if broken else "ok")
    wrapped = ResilientModel(model, Policy(retries=0, breaker_failures=5, breaker_seconds=0.05))
    for _ in range(5):
        with pytest.raises(ModelFailure):
            await wrapped.complete(REQUEST)
    with pytest.raises(ModelFailure) as caught:
        await wrapped.complete(REQUEST)
    assert caught.value.kind == "breaker_open"
    assert caught.value.retry_after is not None
    assert len(model.requests) == 5
    await asyncio.sleep(0.06)
    broken = False
    assert (await wrapped.complete(REQUEST)).text == "ok"
    assert (await wrapped.complete(REQUEST)).text == "ok"


async def test_a_failed_probe_keeps_the_breaker_open() -> None:
    """One request is spent on it, not one for each that waits."""
    model = FunctionModel(lambda request: failure("server"))
    wrapped = ResilientModel(model, Policy(retries=0, breaker_failures=1, breaker_seconds=0.02))
    for _ in range(3):
        with pytest.raises(ModelFailure):
            await wrapped.complete(REQUEST)
    await asyncio.sleep(0.03)
    await asyncio.gather(*(wrapped.complete(REQUEST) for _ in range(5)), return_exceptions=True)
    assert len(model.requests) == 2


async def test_nobody_ever_answering_pauses_the_run() -> None:
    """A connection that was never made is an access error; one that broke later is not."""
    never = ResilientModel(FunctionModel(lambda request: failure("connection")), QUICK)
    with pytest.raises(ModelAccessError, match="nobody answers for 'testing/function'"):
        await never.complete(REQUEST)
    later = ResilientModel(ScriptedModel(["ok", *[failure("connection")] * 9]), QUICK)
    await later.complete(REQUEST)
    with pytest.raises(ModelFailure):
        await later.complete(REQUEST)


async def test_nobody_ever_answering_many_calls_pauses_the_run_too() -> None:
    """The breaker opens first then, and that isn't taken for a server that fell silent."""
    never = ResilientModel(FunctionModel(lambda request: failure("connection")), QUICK)
    ended = await asyncio.gather(*(never.complete(REQUEST) for _ in range(12)), return_exceptions=True)
    assert {type(error) for error in ended} == {ModelAccessError}


async def test_a_server_that_fell_silent_ends_in_an_open_breaker() -> None:
    """Every call of a crowd gets ``breaker_open``, with a time to come back, or its own fault before it opened; from
    then on none is sent, and the limit starts low when it is back."""
    there = True
    model = FunctionModel(lambda request: "ok" if there else failure("connection"))
    wrapped = ResilientModel(model, Policy(concurrency=8, base_wait=0.001, breaker_seconds=0.05))
    await wrapped.complete(REQUEST)
    there = False
    ended = await asyncio.gather(*(wrapped.complete(REQUEST) for _ in range(50)), return_exceptions=True)
    kinds = [error.kind for error in ended if isinstance(error, ModelFailure)]
    assert len(kinds) == 50
    assert set(kinds) <= {"breaker_open", "connection"}
    assert kinds.count("breaker_open") >= 42
    assert len(model.requests) <= 1 + 8 + 5
    assert wrapped.concurrency == 4
    assert not wrapped.available
    there = True
    await asyncio.sleep(0.06)
    assert wrapped.available
    assert (await wrapped.complete(REQUEST)).text == "ok"


async def test_refusals_of_calls_under_way_together_count_once() -> None:
    """They met the same crowd: the limit is halved, not divided by two for each of them."""
    gate = asyncio.Event()
    refusing = True

    async def answer(request: ModelRequest) -> str:
        await gate.wait()
        if refusing:
            raise failure("rate_limited", 0.05)
        return "ok"

    wrapped = ResilientModel(FunctionModel(answer), Policy(concurrency=16))
    calls = [asyncio.create_task(wrapped.complete(REQUEST)) for _ in range(16)]
    await asyncio.sleep(0.01)
    gate.set()
    await asyncio.sleep(0.01)
    refusing = False
    assert wrapped.concurrency == 8
    assert not wrapped.available
    await asyncio.gather(*calls)


async def test_a_call_for_those_with_somebody_else_to_ask_is_made_once() -> None:
    """It neither waits nor retries; what the server asked for holds for those who come next."""
    model = FunctionModel(lambda request: failure("rate_limited", 0.03))
    wrapped = ResilientModel(model, Policy(concurrency=8))
    with pytest.raises(ModelFailure):
        await wrapped.complete_now(REQUEST)
    assert len(model.requests) == 1
    assert (wrapped.concurrency, wrapped.available) == (4, False)


async def test_access_errors_are_not_retried() -> None:
    """A refused key stays refused."""
    model = ScriptedModel([ModelAccessError("401")])
    with pytest.raises(ModelAccessError):
        await ResilientModel(model, QUICK).complete(REQUEST)


@pytest.mark.parametrize(
    ("budget", "calls"),
    [(Budget(calls=3), 3), (Budget(tokens=25), 3), (Budget(usd=0.02), 2), (Budget(), 5)],
    ids=["calls", "tokens", "dollars", "none"],
)
async def test_a_spent_budget_stops_before_the_call(budget: Budget, calls: int) -> None:
    """No request is sent once a limit is reached; what was spent is known."""
    model = FunctionModel(lambda request: ModelReply("ok", usage=Usage(6, 4), usd=0.01))
    wrapped = ResilientModel(model, QUICK, budget)
    with contextlib.suppress(BudgetError):
        for _ in range(5):
            await wrapped.complete(REQUEST)
    assert len(model.requests) == budget.spent.calls == calls


async def test_one_budget_holds_for_several_models() -> None:
    """Writer and critics spend from the same purse."""
    budget = Budget(calls=2)
    models = [ResilientModel(ScriptedModel(["ok"] * 3), QUICK, budget) for _ in range(2)]
    for model in models:
        await model.complete(REQUEST)
    with pytest.raises(BudgetError, match="calls is spent") as caught:
        await models[0].complete(REQUEST)
    assert caught.value.exit_code == 3


async def test_dollars_need_a_price() -> None:
    """Under a limit in dollars a model of unknown price is stopped, and named."""
    wrapped = ResilientModel(ScriptedModel(["ok"] * 2), QUICK, Budget(usd=5))
    await wrapped.complete(REQUEST)
    with pytest.raises(BudgetError, match="'testing/scripted' is not known"):
        await wrapped.complete(REQUEST)


async def test_requests_are_spread_over_the_minute() -> None:
    """1,200 a minute are one every 50 ms."""
    wrapped = ResilientModel(ScriptedModel(["ok"] * 4), Policy(requests_per_minute=1200))
    began = time.monotonic()
    await asyncio.gather(*(wrapped.complete(REQUEST) for _ in range(4)))
    assert time.monotonic() - began >= 0.14
