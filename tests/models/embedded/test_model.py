"""The process that holds the weights comes, goes and fails without taking anybody along."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casewright.errors import ModelAccessError, ModelFailure
from casewright.models import Message, ModelRequest
from casewright.models.embedded import EmbeddedModel, process
from casewright.models.embedded.process import LlamaProcess, free_threads

REQUEST = ModelRequest((Message("user", "Say hello."),), 5)


def test_threads_are_one_to_four(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as are free now; a busy machine gives one."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)))
    ticks = iter([(0, 0), (98, 100), (98, 100), (99, 200)])
    monkeypatch.setattr(process, "_cpu_times", lambda: next(ticks))
    assert free_threads() == 4
    assert free_threads() == 1


def test_making_a_model_starts_nothing() -> None:
    """Weights are neither fetched nor loaded before the first call."""
    model = EmbeddedModel("smollm2-135m", offline=True)
    assert model._process is None


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    """The run pauses with the file's name, and no child is left."""
    pytest.importorskip("xllamacpp")
    path = tmp_path / "no.gguf"
    path.write_bytes(b"not a model")
    with pytest.raises(ModelAccessError, match=r"llama\.cpp can't run .*no\.gguf"):
        LlamaProcess(path, threads=1, context=512)


@pytest.mark.slow
async def test_a_killed_process_is_one_failure_and_then_started_again() -> None:
    """A crash of native code costs the call under way, not the run."""
    model = EmbeddedModel("smollm2-135m", threads=1, context=1024)
    first = await model.complete(REQUEST)
    call = asyncio.create_task(model.complete(ModelRequest((Message("user", "Tell a long story."),), 900)))
    await asyncio.sleep(0.5)
    assert model._process is not None
    os.kill(model._process.pid, signal.SIGKILL)
    with pytest.raises(ModelFailure) as caught:
        await call
    assert caught.value.kind == "connection"
    assert (await model.complete(REQUEST)).text == first.text
    await model.close()


@pytest.mark.slow
async def test_the_loop_goes_on_while_the_model_loads_and_writes() -> None:
    """No step of it holds the event loop for a fifth of a second."""
    model, gaps = EmbeddedModel("smollm2-135m", threads=1, context=1024), [0.0]

    async def tick() -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.01)
            gaps.append(time.monotonic() - began)

    ticking = asyncio.create_task(tick())
    await model.complete(ModelRequest((Message("user", "Tell a story."),), 60))
    ticking.cancel()
    await model.close()
    assert max(gaps) < 0.2


@pytest.mark.slow
def test_the_process_ends_with_its_parent() -> None:
    """Even when the parent is killed with -9."""
    script = (
        "import asyncio, time\n"
        "from casewright.models import Message, ModelRequest\n"
        "from casewright.models.embedded import EmbeddedModel\n"
        "model = EmbeddedModel('smollm2-135m', threads=1, context=512)\n"
        "asyncio.run(model.complete(ModelRequest((Message('user', 'Hi'),), 2)))\n"
        "print(model._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603 - the lines above
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists():
            return
        time.sleep(0.05)
    pytest.fail(f"process {child} outlived its parent")
