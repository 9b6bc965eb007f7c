"""Processes that work on a study: killed at any moment, stopped by a signal, run again."""

from __future__ import annotations

import json
import os
import random
import signal
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.cli.ending import run_command
from casewright.testing import FaultEndpoint, Received, replies

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork"),
]
CONCURRENCY, PATIENCE = 2, 120
KEPT = ("id", "text", "decision", "attempts", "facts", "fidelity", "case", "history")
"""What must not depend on how often a study was killed; times may."""


@pytest.fixture
def slowly(faithful: Any) -> Callable[[Received], replies.EndpointReply]:
    """Slow enough to be killed meanwhile."""

    def answer(request: Received) -> replies.EndpointReply:
        reply: replies.EndpointReply = faithful(request, delay=0.1)
        return reply

    return answer


def start(desk: Any) -> int:
    """The study's command in a process of its own, where nothing is imported again; its id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads sleep, and the child needs none of them
        child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        given = ["study", "run", "study.yaml", "--out", "out", "--config", "c.yaml", *desk.shared]
        os._exit(run_command(given))
    return child


def end(child: int) -> int:
    """The exit code, below 0 where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def await_chats(endpoint: FaultEndpoint, count: int, child: int) -> None:
    """Until so many calls came, or the process ended because it had no more to make."""
    until = time.monotonic() + PATIENCE
    while len(endpoint.chats) < count and not _has_ended(child) and time.monotonic() < until:
        time.sleep(0.005)


def _has_ended(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def outcomes(desk: Any) -> dict[str, list[Any]]:
    cells = desk.cells()
    assert {cell["state"] for cell in cells.values()} == {"complete"}
    return {name: sorted(json.dumps({key: one[key] for key in KEPT}) for one in desk.records(name)) for name in cells}


def test_killed_at_any_moment(desk: Any, served: Any, slowly: Any) -> None:
    """Finished calls are never paid again, only those in flight at a kill; the outcome is that of a quiet study."""
    with served(slowly) as quiet:
        desk.settle({"one": quiet.api_base, "two": quiet.api_base}, f"concurrency: {CONCURRENCY}")
        assert desk.work().code == 0  # here, so that processes begun from now on import nothing
        undisturbed, whole = outcomes(desk), len(quiet.chats)
    Path("out").rename("quiet")
    dice, kills = random.Random(7), 3
    with served(slowly) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base}, f"concurrency: {CONCURRENCY}")
        for _ in range(kills):
            child = start(desk)
            await_chats(endpoint, len(endpoint.chats) + dice.randrange(1, 3), child)
            time.sleep(dice.random() * 0.2)
            os.kill(child, signal.SIGKILL)
            assert end(child) in (-signal.SIGKILL, 0)
        assert end(start(desk)) == 0
        paid = len(endpoint.chats)
    assert paid <= whole + kills * CONCURRENCY
    assert outcomes(desk) == undisturbed


def test_stopped_by_a_signal(desk: Any, served: Any, slowly: Any) -> None:
    """What is in flight finishes, no other cell begins; exit 130, and the same command pays nothing twice."""
    with served(slowly) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base}, f"concurrency: {CONCURRENCY}")
        assert desk.work("--only", "parrot").code == 0  # so that processes begun from now on import nothing
        child = start(desk)
        await_chats(endpoint, 1, child)
        os.kill(child, signal.SIGTERM)
        assert end(child) == 130
        states = [cell["state"] for cell in desk.cells().values()]
        assert states[0] == "complete"
        assert set(states[2:]) == {"waiting"}
        assert end(start(desk)) == 0
        asked = [request.text for request in endpoint.chats]
    twice = len(asked) - len(set(asked))
    assert twice == 0
