"""A completed call is paid once, and what copied is masked before it is kept."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from casewright.agents.recorded import RecordedModel, recording
from casewright.errors import BudgetError, ModelAccessError, ModelFailure
from casewright.ledger.protocol import RunRow
from casewright.models.at_hand import key_at_hand
from casewright.models.protocol import Message, ModelReply, ModelRequest, Usage
from casewright.testing import FunctionModel, MemoryLedger, ScriptedModel
from casewright.types import OverlapSpan, Privacy

ASKED = ModelRequest((Message("user", "write"),), 100)
COPIED = Privacy("notes", 14, 0.9, 0.5, 0.1, (OverlapSpan(4, 10, 14),))


async def ready() -> MemoryLedger:
    ledger = MemoryLedger()
    await ledger.open_run(RunRow("run", {}, {}), ())
    return ledger


async def test_the_second_time_is_answered_from_the_ledger() -> None:
    """The model is asked once; both recordings carry the cost of the call."""
    inner = ScriptedModel([ModelReply("hello", usage=Usage(3, 2), seconds=1.5)])
    model = RecordedModel(inner, await ready(), "run", "write")
    with recording("s1") as first:
        assert (await model.complete(ASKED)).text == "hello"
    with recording("s1") as second:
        assert (await model.complete(ASKED)).text == "hello"
    assert len(inner.requests) == 1
    assert first.cost == second.cost
    assert (second.cost.calls, second.cost.prompt_tokens, second.cost.seconds) == (1, 3, 1.5)


async def test_replicates_are_calls_of_their_own() -> None:
    """Repeated judging does not collapse to one call."""
    model = RecordedModel(ScriptedModel(["a", "b"]), await ready(), "run", "judge")
    with recording("s1"):
        assert [(await model.complete(ASKED, replicate=i)).text for i in (0, 1, 0)] == ["a", "b", "a"]


async def test_a_paid_failure_is_remembered() -> None:
    """A refusal would come again and would cost again."""
    inner = ScriptedModel([ModelFailure("refusal", "no")])
    model = RecordedModel(inner, await ready(), "run", "write")
    for _ in range(2):
        with recording("s1"), pytest.raises(ModelFailure, match="no"):
            await model.complete(ASKED)
    assert len(inner.requests) == 1


@pytest.mark.parametrize("fault", [ModelFailure("server", "500"), ModelAccessError("401")])
async def test_what_may_go_better_later_is_not_recorded(fault: Exception) -> None:
    """The next try asks the model again."""
    model = RecordedModel(ScriptedModel([fault, "fine"]), await ready(), "run", "write")
    with recording("s1"):
        with pytest.raises(type(fault)):
            await model.complete(ASKED)
        assert (await model.complete(ASKED)).text == "fine"


async def test_a_copy_is_masked_before_the_ledger_sees_it() -> None:
    """Neither the first answer nor the replay nor the ledger holds what was copied."""
    ledger = await ready()
    model = RecordedModel(
        ScriptedModel(["ok: SECRET words"]),
        ledger,
        "run",
        "write",
        lambda text: (text.replace("SECRET", "█" * 6), COPIED),
    )
    for _ in range(2):
        with recording("s1") as kept:
            assert (await model.complete(ASKED)).text == "ok: ██████ words"
            assert kept.screens == [COPIED]
    assert "SECRET" not in repr(await ledger.calls("run"))


async def test_every_call_that_begins_is_counted() -> None:
    """Begun is completed and failed and open: an answer completes it, a failure that costs nothing fails it."""
    ledger = await ready()
    said = ScriptedModel(["fine", ModelFailure("server", "500"), ModelFailure("refusal", "no"), BudgetError("spent")])
    model = RecordedModel(said, ledger, "run", "write")
    for number in range(4):
        with recording("s1", "here/1/a"), contextlib.suppress(ModelFailure, BudgetError):
            await model.complete(ASKED, replicate=number)
    bill = await ledger.bill("run")
    assert (bill.begun, bill.completed, bill.again, bill.failed, bill.open) == (4, 2, 0, 2, 0)


async def test_an_answer_from_the_ledger_begins_nothing() -> None:
    """Only what would be paid is noted beforehand."""
    ledger = await ready()
    model = RecordedModel(ScriptedModel(["fine"]), ledger, "run", "write")
    for _ in range(3):
        with recording("s1"):
            await model.complete(ASKED)
    assert (await ledger.bill("run")).begun == 1


async def test_a_call_that_we_cut_off_stays_open() -> None:
    """It may have been charged for, and the bill says so."""
    ledger, begun = await ready(), asyncio.Event()

    async def answer(request: ModelRequest) -> str:
        begun.set()
        await asyncio.sleep(60)
        return "late"

    model = RecordedModel(FunctionModel(answer), ledger, "run", "write")
    with recording("s1"):
        call = asyncio.create_task(model.complete(ASKED))
        await begun.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    bill = await ledger.bill("run")
    assert (bill.begun, bill.failed, bill.open) == (1, 0, 1)


async def test_a_model_can_tell_askings_apart() -> None:
    """While it is called, the key of the call in the ledger is at hand."""
    ledger, seen = await ready(), []

    def answer(request: ModelRequest) -> str:
        seen.append(key_at_hand(request))
        return "fine"

    model = RecordedModel(FunctionModel(answer), ledger, "run", "write")
    with recording("s1"):
        await model.complete(ASKED, replicate=0)
        await model.complete(ASKED, replicate=1)
    assert seen == [call.key for call in await ledger.calls("run")]
    assert key_at_hand(ASKED) not in seen


async def test_a_call_names_the_member_of_a_pool_that_answered() -> None:
    """In its row, in what the sample's calls added up to, and where it failed as well."""
    ledger = await ready()
    said = ScriptedModel(
        [ModelReply("a", model="openai/m#gpu-a"), ModelFailure("refusal", "no", model="openai/m#gpu-b"), "plain"]
    )
    model = RecordedModel(said, ledger, "run", "write")
    with recording("s1") as kept:
        await model.complete(ASKED, replicate=0)
        with pytest.raises(ModelFailure):
            await model.complete(ASKED, replicate=1)
        await model.complete(ASKED, replicate=2)
    rows = await ledger.calls("run")
    assert [row.model for row in rows] == ["openai/m#gpu-a", "openai/m#gpu-b", "testing/scripted"]
    assert kept.answered == {"openai/m#gpu-a": 1}
    assert rows[2].reply is not None
    assert not {"model", "served", "cached"} & set(rows[2].reply)
