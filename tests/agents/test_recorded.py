"""A completed call is paid once, and what copied is masked before it is kept."""

from __future__ import annotations

import pytest

from casewright.agents.recorded import RecordedModel, recording
from casewright.errors import ModelAccessError, ModelFailure
from casewright.ledger.protocol import RunRow
from casewright.models.protocol import Message, ModelReply, ModelRequest, Usage
from casewright.testing import MemoryLedger, ScriptedModel
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
