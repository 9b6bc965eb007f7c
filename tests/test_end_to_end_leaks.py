"""What a reference corpus says is found nowhere but in the user's own file, whatever writer, judges and logs do."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.leaks.markers import COPIES, faithfully, kept, leaked, serving, told, with_copy, write_corpus
from tests.leaks.processes import World

from casewright import Gate, Order
from casewright.errors import CasewrightError, ModelFailure
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.testing import FaultEndpoint, FunctionModel, Received, replies
from casewright.types import Record

KEY = "sk-canary-0815"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "given").mkdir()
    return write_corpus(tmp_path / "given" / "notes.jsonl")


async def test_nothing_of_the_corpus_leaves_memory(
    tmp_path: Path, overlay: Path, certified: Path, corpus: Path, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Copies at every turn, cut replies, failures, debug logging: records, ledger, logs, prompts, output are clean."""
    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "key"))
    caplog.set_level(logging.DEBUG)
    turns = count(1)

    def answer(request: ModelRequest) -> str | ModelReply | Exception:
        content = request.messages[-1].content
        match next(turns) % 5:
            case 1:
                return with_copy(content, COPIES[0])
            case 2:
                return ModelReply(with_copy(content, COPIES[1].upper()), "length")
            case 3:
                return ModelFailure("server", "not now")
            case 4:
                return with_copy(content, COPIES[1].replace(" ", "\n"))
            case _:
                return faithfully(content)

    model = FunctionModel(answer, name="testing/copycat")
    gate = Gate(
        writer=model, reference=corpus, patient_field="patient", rubrics=[overlay], folder=tmp_path / "run",
        certificates=certified,
    )  # fmt: skip
    order = Order("F32.1", 2, kind="progress", level="named")
    records: list[Record] = [record async for record in gate.run([order], max_samples=4)]
    reasons = {reason.kind for record in records for attempt in record.history for reason in attempt.reasons}
    assert "overlap" in reasons
    assert any(record.decision.outcome == "accepted" for record in records)
    said = capfd.readouterr()
    prompts = [message.content for request in model.requests for message in request.messages]
    assert leaked(*kept(tmp_path / "run"), str(records), caplog.text, said.out, said.err, *prompts) == []


def test_what_holds_the_corpus_shows_nothing(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither printing it, nor pickling it, nor a traceback through it gives a word away."""
    import pickle
    import traceback

    from casewright.runs.reference import load_reference

    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "key"))
    index = load_reference(corpus, patient_field="patient")
    assert leaked(repr(index), str(vars(type(index)).keys()), index.fingerprint, repr(index.limits)) == []
    with pytest.raises(Exception, match="ReferenceIndex"):
        pickle.dumps(index)
    with pytest.raises(CasewrightError) as failure:
        index.screen(None)  # type: ignore[arg-type]
    shown = traceback.TracebackException.from_exception(failure.value, capture_locals=True)
    assert leaked("".join(shown.format())) == []


class Copycat:
    """Writer and judge behind one address: it copies, thinks aloud about it, recites while judging, and fails."""

    def __init__(self) -> None:
        self.wrote, self.judged = count(1), count(1)

    def __call__(self, request: Received) -> replies.EndpointReply:
        return self.judge() if request.body["model"].startswith("judge") else self.write(told(request))

    def write(self, content: str) -> replies.EndpointReply:
        turn = next(self.wrote)
        copy = COPIES[turn % 2]
        match turn % 12:
            case 1:
                return replies.answer(with_copy(content, copy), reasoning=f"I remember {copy}")
            case 2:
                return replies.thinking(faithfully(content), f"I remember {copy}", opening=False)
            case 3:
                return replies.EndpointReply(status=500, error=f"I remember {copy}")
            case 4:
                return replies.cut_off(with_copy(content, copy))
            case 5:
                return replies.answer(with_copy(content, copy), finish="length", delay=0.2)
            case 6:
                return replies.EndpointReply(f"<html>{copy}</html>", ending="raw")
            case 7:
                return replies.rate_limited(0.1)
            case 8:
                return replies.EndpointReply(f"{copy} " * 20, ending="endless")
            case 9:
                return replies.answer(with_copy(content, copy), finish="content_filter")
            case 10:
                return replies.answer(f"I'm sorry, but I can't: {copy}")
            case _:
                return replies.answer(faithfully(content), delay=0.1)

    def judge(self) -> replies.EndpointReply:
        turn = next(self.judged)
        reason = f"I know {COPIES[turn % 2]}" if turn % 2 else "Nothing is said of it."
        ruling = json.dumps({"reason": reason, "quote": "", "answer": "not_mentioned"})
        match turn % 5:
            case 1:
                return replies.answer(f"Well, {COPIES[0]}.")
            case 2:
                return replies.server_error()
            case _:
                return replies.answer(ruling, reasoning=f"I remember {COPIES[1]}")


@pytest.fixture
def copycat() -> Iterator[FaultEndpoint]:
    with serving(Copycat()) as endpoint:
        yield endpoint


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "world")


def settings(folder: Path, endpoint: FaultEndpoint, writer: str = "openai/writer") -> Path:
    """Two endpoints at one address: by ``openai/…`` our own client, by others litellm."""
    path = folder / "c.yaml"
    lines = [
        f"  mine: {{model: {writer}, small: false, api_base: '{endpoint.api_base}', api_key: {KEY}}}",
        f"  theirs: {{model: openai/judge, family: another, small: false, api_base: '{endpoint.api_base}'}}",
        f"  sealed: {{model: openai/judge-sealed, family: third, small: false, api_base: '{endpoint.api_base}'}}",
    ]
    path.write_text("\n".join(["endpoints:", *lines, "roles: {seal: sealed}", "how: {concurrency: 2}\n"]), "utf-8")
    return path


@pytest.fixture
def given(overlay: Path, certified: Path, corpus: Path) -> list[str | Path]:
    """Options of whatever judges here."""
    notes = ["--reference", str(corpus), "--patient", "patient"]
    return [*notes, "--rubrics", overlay, "--certificates", certified]


def generating(config: Path, given: list[str | Path], *more: str) -> list[str | Path]:
    made: list[str | Path] = ["generate", "F32.1", "-n", "3", "--kind", "progress", "--level", "named", "--run", "run"]
    return [*made, "--max-samples", "6", "--writer", "mine", "--config", config, *given, *more]


@pytest.mark.slow
def test_not_even_with_everything_logged_and_a_kill(
    tmp_path: Path, corpus: Path, copycat: FaultEndpoint, world: World, given: list[str | Path]
) -> None:
    """Every command on one run, all loggers at DEBUG, killed in the middle: WAL, exports, prompts, both streams."""
    config = settings(corpus.parent, copycat)
    made = generating(config, given, "--critic", "theirs")
    world.kill(*made, when=lambda: len(copycat.chats) >= 4)
    world.run(*made, codes=(0, 3))
    lines = [line for path in (world.work / "run").glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    reasons = [reason["kind"] for r in records for attempt in r["history"] for reason in attempt["reasons"]]
    assert "overlap" in reasons
    for record in records[:3]:
        world.run("show", "run", record["id"])
    world.run("show", "run")
    world.run("rejudge", "run", "--critic", "theirs", "--config", config, *given)
    reports = [{"text": f"She slept. {copy}", "code": "F32.1", "source": copy} for copy in COPIES]
    rows = corpus.parent / "reports.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in [*reports, {"text": "She slept.", "code": "F32.1"}]))
    world.run("evaluate", rows, "--critic", "theirs", "--config", config, *given, "--run", "evaluated")
    asked = [request.text for request in copycat.requests]
    assert world.leaked(*asked) == []
    assert not any(KEY in text for text in world.streams)
    assert not any(KEY.encode() in data for data in kept(world.root))


@pytest.mark.slow
def test_a_writer_behind_litellm(corpus: Path, copycat: FaultEndpoint, world: World, given: list[str | Path]) -> None:
    """Its own loggers repeat what is sent and received, at whatever level somebody gave them."""
    config = settings(corpus.parent, copycat, "deepseek/writer")
    world.run(*generating(config, given), codes=(0, 3))
    assert world.leaked(*(request.text for request in copycat.requests)) == []


@pytest.mark.slow
def test_a_kill_while_a_copy_is_received(corpus: Path, world: World, given: list[str | Path]) -> None:
    """A reply in flight is in memory alone."""
    endless = replies.EndpointReply(f"{COPIES[0]} ", ending="endless", pause=0.02)
    with serving(lambda request: endless) as endpoint:
        config = settings(corpus.parent, endpoint)
        ticks = count()
        world.kill(*generating(config, given), when=lambda: bool(endpoint.chats) and next(ticks) > 40)
    assert world.at_kill
    assert world.leaked() == []


@pytest.mark.slow
def test_a_disk_that_fills(corpus: Path, copycat: FaultEndpoint, world: World, given: list[str | Path]) -> None:
    """A limit on the size of files stands for it: what could be written is masked, and the run goes on later."""
    config = settings(corpus.parent, copycat)
    made = generating(config, given)
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); "
    world.run(*made, before=full, codes=(4,))
    world.run(*made, codes=(0, 3))
    assert world.leaked() == []


@pytest.mark.slow
def test_a_corpus_at_the_command_line(corpus: Path, world: World) -> None:
    """Its index, what is said of it, texts held against it, figures of a set, notes added and removed."""
    copies = [{"id": f"t{n}", "text": f"She slept. {copy}", "code": "F32.1"} for n, copy in enumerate(COPIES)]
    rows = corpus.parent / "reports.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in [*copies, {"id": "t9", "text": "He slept."}]), "utf-8")
    index, notes = world.work / "ward.cwindex", ["--patient", "patient"]
    world.variables["NEW_KEY"] = "another key of twenty letters"
    world.run("corpus", "index", corpus, *notes, "--out", index)
    world.run("corpus", "info", index)
    world.run("corpus", "scan", index, rows, "--source")
    assert '"fail"' in world.run("corpus", "scan", index, rows, "--source", "--json")
    world.run("measure", rows, "--reference", index)
    world.run("measure", rows, "--reference", corpus, *notes, "--json", "--out", world.work / "measured.json")
    world.run("corpus", "rotate-key", index, corpus, *notes, "--new-key-env", "NEW_KEY")
    world.run("corpus", "scan", index, corpus, "--key-env", "NEW_KEY")
    world.run("corpus", "remove", index, "--patient", "p3", "--key-env", "NEW_KEY")
    world.run("corpus", "add", index, corpus, *notes, "--key-env", "NEW_KEY")
    assert world.leaked() == []
    world.run("corpus", "purge", index, "--yes")


def test_the_markers_are_found(corpus: Path) -> None:
    """In whatever case, behind JSON's escapes, accents and invisible characters."""
    assert len(leaked(corpus.read_bytes())) == 40
    assert len(leaked(COPIES[0].upper())) == 20
    assert len(leaked(json.dumps("\u0301".join(COPIES[0])), "\u00ad".join(COPIES[1]))) == 40
    nothing: list[str] = leaked("nothing here")
    assert nothing == []
