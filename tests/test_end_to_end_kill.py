"""Whole processes against an endpoint on loopback: stopped, killed at any moment, run again."""

from __future__ import annotations

import asyncio
import json
import random
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from functools import cache
from pathlib import Path
from typing import Any, Self

import pytest

from casewright.testing import FaultEndpoint, Received, replies

pytestmark = pytest.mark.slow

N, CONCURRENCY = 4, 2
PATIENCE = 300
"""Seconds that a command may take on a busy machine."""


def write_faithfully(request: Received) -> replies.EndpointReply:
    """Tells what it was asked to tell, slowly enough to be killed meanwhile."""
    asked = request.body["messages"][-1]["content"]
    facts = asked.partition("This is an earlier draft")[0].partition("colon.")[2]
    blocks = re.findall(r"^(\S[^\n]*:)\n((?:- .+\n?)*)", facts, re.MULTILINE)
    text = "\n\n".join(f"{head}\n" + lines.replace("\n", " ").replace("- ", "") for head, lines in blocks)
    return replies.answer(text, delay=0.2)


class Command:
    """One command line, started as often as a test likes."""

    def __init__(self, folder: Path, overlay: Path, certified: Path, endpoint: FaultEndpoint) -> None:
        self.endpoint, self.started = endpoint, list[Process]()
        config = folder / "c.yaml"
        config.write_text(
            f"endpoints: {{mine: {{model: openai/local, small: false, api_base: '{endpoint.api_base}', "
            f"api_key: sk-test}}}}\nhow: {{concurrency: {CONCURRENCY}, grace_seconds: 120}}\n",
            encoding="utf-8",
        )
        self.arguments = ["generate", "F32.1", "-n", str(N), "--kind", "progress", "--level", "named", "--json",
                          "--writer", "mine", "--config", str(config), "--rubrics", str(overlay),
                          "--certificates", str(certified), "--run", str(folder / "run")]  # fmt: skip

    async def start(self) -> Process:
        program = [sys.executable, "-c", "from casewright.cli import main; main()", *self.arguments]
        process = await asyncio.create_subprocess_exec(*program, stdout=PIPE, stderr=PIPE)
        self.started.append(process)
        return process

    async def finish(self) -> list[dict[str, Any]]:
        process = await self.start()
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
        assert process.returncode == 0, err.decode()
        return [json.loads(line) for line in out.splitlines()]

    async def stop(self, chats: int, how: signal.Signals, *, later: float = 0.0) -> tuple[int, str]:
        """Starts it, sends a signal some time after so many chats were asked in all, and waits for its end."""
        process = await self.start()
        ended = asyncio.create_task(process.communicate())
        while len(self.endpoint.chats) < chats and not ended.done():  # noqa: ASYNC110 - another process is waited for
            await asyncio.sleep(0.01)
        await asyncio.wait({ended}, timeout=later)
        if not ended.done():
            process.send_signal(how)
        _, err = await asyncio.wait_for(ended, PATIENCE)
        assert process.returncode is not None
        return process.returncode, err.decode()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing that a failed test started goes on."""
        for process in self.started:
            if process.returncode is None:
                process.kill()
                await process.wait()


def bodies(endpoint: FaultEndpoint) -> list[str]:
    return [request.text for request in endpoint.chats]


def outcome(lines: list[dict[str, Any]]) -> list[Any]:
    """What must not depend on how often a run was killed; times and seconds may."""
    kept = ("id", "text", "decision", "attempts", "facts", "fidelity", "case", "privacy", "diversity", "history")
    return [{name: record[name] for name in kept} for record in sorted(lines[:-1], key=lambda item: str(item["id"]))]


@cache
def _quiet() -> list[Any]:
    """What a run that nobody disturbed gives; filled by whoever needs it first."""
    return []


async def undisturbed(folder: Path, overlay: Path, certified: Path) -> list[Any]:
    if not _quiet():
        (folder / "whole").mkdir()
        async with FaultEndpoint(write_faithfully) as endpoint:
            async with Command(folder / "whole", overlay, certified, endpoint) as command:
                lines = await command.finish()
            assert len(set(bodies(endpoint))) == len(endpoint.chats)
        _quiet().extend(outcome(lines))
    return _quiet()


@pytest.mark.parametrize("seed", range(4))
async def test_killed_at_any_moment(tmp_path: Path, overlay: Path, certified: Path, seed: int) -> None:
    """Finished calls are never paid again, only those in flight at a kill; the outcome is that of a quiet run."""
    dice = random.Random(seed)
    kills = 2
    async with FaultEndpoint(write_faithfully) as endpoint, Command(tmp_path, overlay, certified, endpoint) as command:
        for _ in range(kills):
            chats = len(endpoint.chats) + dice.randrange(1, 3)
            await command.stop(chats, signal.SIGKILL, later=dice.random() * 0.4)
        lines = await command.finish()
        paid, distinct = len(endpoint.chats), len(set(bodies(endpoint)))
    assert paid <= distinct + kills * CONCURRENCY
    assert outcome(lines) == await undisturbed(tmp_path, overlay, certified)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_stopped_by_a_signal(tmp_path: Path, overlay: Path, certified: Path, how: signal.Signals) -> None:
    """What is in flight finishes; exit 130, no traceback; the same command completes the run and pays nothing twice."""
    async with FaultEndpoint(write_faithfully) as endpoint, Command(tmp_path, overlay, certified, endpoint) as command:
        code, err = await command.stop(2, how)
        first, second = err.splitlines()
        assert code == 130
        assert first.startswith("Stopping: what is in flight has")
        assert second == "Stopped. What was completed is kept; the same command goes on."
        assert len(endpoint.chats) < N
        lines = await command.finish()
        assert len(endpoint.chats) == len(set(bodies(endpoint)))
    (told,) = lines[-1]["summary"]["orders"]
    assert (told["accepted"], told["short"]) == (N, 0)


async def test_a_second_signal_ends_it_at_once(tmp_path: Path, overlay: Path, certified: Path) -> None:
    """Whoever presses Ctrl-C twice means it; the ledger is whole all the same."""
    async with FaultEndpoint(write_faithfully) as endpoint, Command(tmp_path, overlay, certified, endpoint) as command:
        process = await command.start()
        while len(endpoint.chats) < 2:  # noqa: ASYNC110 - another process is waited for
            await asyncio.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), PATIENCE)
        assert len((await command.finish())[:-1]) == N


FAULTS = [
    replies.rate_limited(0.1),
    replies.server_error(),
    replies.reset(),
    replies.cut_off(),
    replies.garbage(),
    replies.thinking("", "What should I write?", closing=False),
]


async def test_an_endpoint_that_fails_now_and_then(tmp_path: Path, overlay: Path, certified: Path) -> None:
    """429, 500, a reset, a cut reply, garbage, an unclosed thought: each costs time or an attempt, never a count."""
    faults = iter(FAULTS)

    def script(request: Received) -> replies.EndpointReply:
        reply = next(faults, None) if len(endpoint.chats) % 2 == 0 else None
        return reply or write_faithfully(request)

    async with FaultEndpoint(script) as endpoint, Command(tmp_path, overlay, certified, endpoint) as command:
        lines = await command.finish()
    (told,) = lines[-1]["summary"]["orders"]
    assert (told["accepted"], told["short"]) == (N, 0)
    assert told["samples"] == sum(told["outcomes"].values())
    assert all("What should I write" not in json.dumps(line) for line in lines)


async def test_a_refused_key_is_put_right(tmp_path: Path, overlay: Path, certified: Path) -> None:
    """Exit 4 with one line; with the right key the same command goes on."""
    endpoint = FaultEndpoint(write_faithfully, key="sk-other")
    async with endpoint, Command(tmp_path, overlay, certified, endpoint) as command:
        code, err = await command.stop(99, signal.SIGINT)
        assert code == 4
        assert re.fullmatch(r"Error: 'openai/local' at mine: its key is refused or missing \(401.*\)\n", err)
        config = tmp_path / "c.yaml"
        config.write_text(config.read_text("utf-8").replace("sk-test", "sk-other"), "utf-8")
        assert len((await command.finish())[:-1]) == N
