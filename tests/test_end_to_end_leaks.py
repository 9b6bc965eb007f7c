"""What a reference corpus says is found nowhere but in the user's own file, whatever the writer and the logs do."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
import sys
import threading
from asyncio import new_event_loop, run_coroutine_threadsafe
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casewright import Gate, Order
from casewright.errors import CasewrightError, ModelFailure
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.testing import FaultEndpoint, FunctionModel, Received, replies
from casewright.types import Record

CANARIES = [
    " ".join(f"{syllable}{ending}{number}q" for ending in ("orvax", "ilbrenk", "umthar", "yskoll", "endrip"))
    for number, syllable in enumerate(("z", "qu", "vr", "xo", "kj", "tz", "wl", "ph"))
]
"""Words that no text has by chance: five to a canary, so that three in a row are a copy."""
COPIES = [" ".join(CANARIES[i : i + 3]) for i in range(0, 6, 3)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Notes of twelve patients; every canary stands in one of them."""
    path = tmp_path / "notes.jsonl"
    notes = [f"Patient {n} was seen on the ward and slept badly on night {n}." for n in range(10)]
    notes += [f"She repeated: {copy}, and then fell silent." for copy in COPIES]
    rows = [{"text": text, "patient": f"p{number}"} for number, text in enumerate(notes)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def leaked(*places: bytes | str) -> list[str]:
    """Canary words found in the places, in any case or spelling that JSON gives them."""
    words = {word for canary in CANARIES for word in canary.split()}
    found = [place if isinstance(place, str) else place.decode("utf-8", "replace") for place in places]
    return sorted(word for word in words if any(word in text.lower() for text in found))


def kept(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]


def faithful(content: str) -> str:
    facts = content.partition("This is an earlier draft")[0].partition("colon.")[2]
    blocks = re.findall(r"^(\S[^\n]*:)\n((?:- .+\n?)*)", facts, re.MULTILINE)
    return "\n\n".join(f"{head}\n" + lines.replace("\n", " ").replace("- ", "") for head, lines in blocks)


def with_copy(content: str, copy: str) -> str:
    return faithful(content).replace("\n\n", f" She repeated: {copy}.\n\n", 1)


async def collect(gate: Gate, order: Order) -> list[Record]:
    return [record async for record in gate.run([order], max_samples=4)]


async def test_nothing_of_the_corpus_leaves_memory(
    tmp_path: Path, overlay: Path, certified: Path, corpus: Path, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Copies at every turn, cut replies, failures, debug logging: records, ledger, logs, prompts, output are clean."""
    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "key"))
    caplog.set_level(logging.DEBUG)
    turn = 0

    def answer(request: ModelRequest) -> str | ModelReply | Exception:
        nonlocal turn
        turn += 1
        content = request.messages[-1].content
        match turn % 5:
            case 1:
                return with_copy(content, COPIES[0])
            case 2:
                return ModelReply(with_copy(content, COPIES[1].upper()), "length")
            case 3:
                return ModelFailure("server", "not now")
            case 4:
                return with_copy(content, COPIES[1].replace(" ", "\n"))
            case _:
                return faithful(content)

    model = FunctionModel(answer, name="testing/copycat")
    gate = Gate(
        writer=model, reference=corpus, patient_field="patient", rubrics=[overlay], folder=tmp_path / "run",
        certificates=certified,
    )  # fmt: skip
    records = await collect(gate, Order("F32.1", 2, kind="progress", level="named"))
    attempts = [attempt for record in records for attempt in record.history]
    reasons = {reason.kind for attempt in attempts for reason in attempt.reasons}
    assert "overlap" in reasons
    assert any(record.decision.outcome == "accepted" for record in records)
    said = capfd.readouterr()
    prompts = [message.content for request in model.requests for message in request.messages]
    assert leaked(*kept(tmp_path / "run"), str(records), caplog.text, said.out, said.err, *prompts) == []


@pytest.mark.parametrize("copy", COPIES)
async def test_a_report_that_copies_is_masked_when_evaluated(
    tmp_path: Path, overlay: Path, corpus: Path, copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its record holds █ in the place of the words, and says that it is masked."""
    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "key"))
    gate = Gate(reference=corpus, patient_field="patient", rubrics=[overlay])
    record = await gate.evaluate(f"She has low mood. She repeated: {copy}. She sleeps little.", code="F32.1")
    assert record.decision.outcome == "rejected"
    assert "overlap" in {reason.kind for reason in record.decision.reasons}
    assert record.masked
    assert leaked(str(record)) == []
    assert record.text
    assert record.text.startswith("She has low mood. ███ █")
    assert record.text.endswith(" She sleeps little.")


def test_what_holds_the_corpus_shows_nothing(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither printing it, nor pickling it, nor a traceback through it gives a word away."""
    import pickle
    import traceback

    from casewright.runs.reference import load_reference

    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "key"))
    index = load_reference(corpus, patient_field="patient")
    assert leaked(repr(index), str(vars(type(index)).keys()), index.fingerprint) == []
    with pytest.raises(Exception, match="ReferenceIndex"):
        pickle.dumps(index)
    with pytest.raises(CasewrightError) as failure:
        index.screen(None)  # type: ignore[arg-type]
    told = traceback.TracebackException.from_exception(failure.value, capture_locals=True)
    assert leaked("".join(told.format())) == []


@pytest.fixture
def copying_endpoint() -> Iterator[FaultEndpoint]:
    """Copies every other time, thinks aloud about it, fails now and then."""
    turn = 0

    def script(request: Received) -> replies.EndpointReply:
        nonlocal turn
        turn += 1
        content = request.body["messages"][-1]["content"]
        match turn % 6:
            case 1:
                return replies.answer(with_copy(content, COPIES[0]), reasoning=f"I remember {COPIES[1]}")
            case 2:
                return replies.thinking(faithful(content), f"I remember {COPIES[1]}", opening=False)
            case 3:
                return replies.server_error()
            case 4:
                return replies.cut_off(f"She repeated: {COPIES[1]}")
            case 5:
                return replies.answer(with_copy(content, COPIES[1]), finish="length", delay=0.2)
            case _:
                return replies.answer(faithful(content), delay=0.2)

    endpoint, loop = FaultEndpoint(script), new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    run_coroutine_threadsafe(endpoint.__aenter__(), loop).result(10)
    yield endpoint
    run_coroutine_threadsafe(endpoint.__aexit__(None, None, None), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.mark.slow
def test_not_even_with_everything_logged_and_a_kill(
    tmp_path: Path, overlay: Path, certified: Path, corpus: Path, copying_endpoint: FaultEndpoint
) -> None:
    """A process with all loggers at DEBUG, killed in the middle and run again: WAL, exports, prompts, both streams."""
    config = tmp_path / "c.yaml"
    config.write_text(
        f"endpoints: {{mine: {{model: openai/local, small: false, api_base: '{copying_endpoint.api_base}', "
        "api_key: sk-canary-0815}}\n",
        encoding="utf-8",
    )
    script = "import logging; logging.basicConfig(level=1); from casewright.cli import main; main()"
    command = [sys.executable, "-X", "dev", "-W", "ignore", "-c", script, "generate", "F32.1", "-n", "3",
               "--kind", "progress", "--level", "named", "--writer", "mine", "--config", str(config),
               "--rubrics", str(overlay), "--certificates", str(certified),
               "--reference", str(corpus), "--patient", "patient",
               "--run", str(tmp_path / "run"), "--max-samples", "6"]  # fmt: skip
    env = {**os.environ, "CASEWRIGHT_KEY_FILE": str(tmp_path / "key"), "LITELLM_LOG": "DEBUG", "OPENAI_LOG": "debug"}
    streams: list[str] = []
    first = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    while len(copying_endpoint.chats) < 4 and first.poll() is None:
        threading.Event().wait(0.02)
    first.send_signal(signal.SIGKILL)
    streams += first.communicate()
    at_kill = kept(tmp_path / "run")
    second = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    streams += (second.stdout, second.stderr)
    assert second.returncode in (0, 3), second.stderr[-2000:]
    exported = "".join((tmp_path / "run" / f"{name}.jsonl").read_text("utf-8") for name in ("accepted", "rejected"))
    assert "overlap" in exported
    asked = [request.text for request in copying_endpoint.requests]
    assert leaked(*at_kill, *kept(tmp_path / "run"), *streams, *asked) == []
    assert not any("sk-canary-0815" in text for text in streams)
    assert not any(b"sk-canary-0815" in data for data in kept(tmp_path / "run"))


def test_the_canaries_are_canaries(corpus: Path) -> None:
    """The search would find them, in whatever case."""
    assert len(leaked(corpus.read_bytes())) == 30
    assert leaked(COPIES[0].upper())
    found: Any = leaked("nothing here")
    assert found == []
