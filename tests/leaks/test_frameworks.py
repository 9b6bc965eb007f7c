"""What frameworks, debuggers and failures are shown is what is kept: never the words of the corpus."""

from __future__ import annotations

import asyncio
import logging
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from tests.leaks.markers import COPIES, leaked, with_copy

from casewright import Order
from casewright.agents.recorded import recording
from casewright.errors import StorageError
from casewright.graphs.gate import build_gate
from casewright.ledger.protocol import CallRow
from casewright.models.protocol import ModelRequest
from casewright.plans import CaseRequest, draw_case
from casewright.runs.assembly import cast_of, parts_of
from casewright.runs.reference import load_reference
from casewright.runs.session import RunSession
from casewright.settings import Settings
from casewright.testing import FunctionModel
from casewright.testing.memory_ledger import MemoryLedger
from casewright.wire import to_json

ORDER = Order("F32.1", 1, kind="progress", level="named")


def copy_always(request: ModelRequest) -> str:
    return with_copy(request.messages[-1].content, COPIES[0])


@pytest.fixture
def cast(corpus: Path, overlay: Path, certified: Path) -> Any:
    model = FunctionModel(copy_always, name="testing/copycat")
    index = load_reference(corpus, patient_field="patient")
    return cast_of(Settings(), writer=model, reference=index, overlays=(overlay,), certificates=certified)


async def test_every_stream_and_checkpoint_of_the_graph(cast: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """With its debug printing on, and a saver that keeps all states."""
    parts = parts_of(cast, "judging", MemoryLedger(), "run")
    saver = InMemorySaver()
    graph = build_gate(parts).compile(checkpointer=saver, debug=True)
    case = draw_case(CaseRequest("o", ORDER, 0, 0, ()))
    target = {"system": case.system, "code": case.code, "kind": case.kind, "language": "en", "level": "named"}
    start: Any = {"sample": "s", "request": {"case": to_json(case)}, "target": target}
    where: Any = {"configurable": {"thread_id": "1"}, "recursion_limit": 200}
    modes: Any = ["values", "updates", "debug", "messages", "custom", "checkpoints", "tasks"]
    with recording("s"):
        seen = [str(event) async for event in graph.astream(start, where, stream_mode=modes)]
    events = [repr(event) async for event in graph.aget_state_history(where)]
    said = capfd.readouterr()
    assert "█" in "".join(seen)
    assert leaked(*seen, *events, repr(saver.storage), repr(saver.blobs), repr(saver.writes), said.out, said.err) == []


class _Full(MemoryLedger):
    """No room for the answer of a call."""

    async def save_call(self, call: CallRow, begun: int | None = None) -> None:
        raise StorageError("the disk is full")


async def test_a_traceback_with_locals(cast: Any, tmp_path: Path) -> None:
    """Where a finished call can't be recorded, no frame of the failure still holds what the writer said."""
    session = RunSession(cast, [ORDER], tmp_path / "run", ledger=_Full())
    with pytest.raises(StorageError) as failure:
        [record async for record in session.work()]
    told = traceback.TracebackException.from_exception(failure.value, capture_locals=True)
    assert (
        leaked("".join(told.format()), repr(failure.value.__notes__ if hasattr(failure.value, "__notes__") else ""))
        == []
    )


async def test_asyncio_in_debug_mode(cast: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It logs tasks, slow steps and coroutines that nobody awaited."""
    caplog.set_level(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    asyncio.get_running_loop().slow_callback_duration = 0.0
    ledger = MemoryLedger()
    session = RunSession(replace(cast, max_attempts=2), [ORDER], tmp_path / "run", ledger=ledger, max_samples=2)
    records = [record async for record in session.work()]
    rows = [repr(row) for row in await ledger.calls(session.run)]
    assert records
    assert leaked(caplog.text, *rows, str(records), str(session.summary)) == []
