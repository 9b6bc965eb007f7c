"""kill -9 at many moments, in forked processes: quick, since nothing is imported again."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import warnings
from pathlib import Path
from typing import Any

import pytest

from casewright.models.protocol import ModelRequest
from casewright.plans import load_case
from casewright.runs.orders import order_id
from casewright.settings import Settings
from casewright.testing import FunctionModel
from casewright.types import Order, Record
from casewright.wire import to_json

N, CONCURRENCY = 4, 2
SETTINGS = Settings.model_validate({"how": {"concurrency": CONCURRENCY}})
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")


class Diary:
    """Lines that survive a kill: which calls a provider was paid for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def add(self, line: str) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    @property
    def lines(self) -> list[str]:
        return self.path.read_text("utf-8").splitlines()


def work(bench: Any, diary: Diary, die_at: int | None, **more: Any) -> list[Record]:
    """Works the run off, or dies at the ``die_at``-th thing that happens: a call, or a node entered."""
    happened = 0

    def tick() -> None:
        nonlocal happened
        happened += 1
        if happened == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def answer(request: ModelRequest) -> str:
        diary.add(f"{request.seed}")
        tick()
        return str(bench.faithful(request))

    model = FunctionModel(answer, name="testing/faithful")
    session = bench.session(model, N, settings=SETTINGS, progress=lambda sample, node, attempt: tick(), **more)
    return asyncio.run(_all(session))


async def _all(session: Any) -> list[Record]:
    return [record async for record in session.work()]


def die(bench: Any, diary: Diary, at: int, **more: Any) -> None:
    """The same in a process of its own, which is killed there, or ends by itself before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads sleep, and the child needs none of them
        child = os.fork()
    if child == 0:
        try:
            work(bench, diary, at, **more)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def outcome(records: list[Record]) -> list[Any]:
    return [(item.id, item.text, item.decision, item.attempts, item.diversity) for item in records]


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment(bench: Any, tmp_path: Path, seed: int) -> None:
    """Three kills at dice-chosen moments: no finished call is paid again, and the outcome is that of a quiet run."""
    folder, bench.folder = bench.folder, tmp_path / "quiet"
    quiet = work(bench, Diary(tmp_path / "quiet-calls"), None)  # first, so that no child has to import anything
    bench.folder = folder
    dice, diary, kills = random.Random(seed), Diary(tmp_path / "calls"), 3
    for _ in range(kills):
        die(bench, diary, dice.randrange(1, 20))
    records = work(bench, diary, None)
    paid = diary.lines
    assert len(paid) <= len(set(paid)) + kills * CONCURRENCY
    assert sorted(outcome(records)) == sorted(outcome(quiet))
    assert len([record for record in records if record.decision.outcome == "accepted"]) == N


def test_killed_at_each_of_its_first_moments(bench: Any, tmp_path: Path) -> None:
    """The same run killed again and again, a moment later each time, still ends."""
    diary = Diary(tmp_path / "calls")
    for at in range(1, 12):
        die(bench, diary, at)
    records = work(bench, diary, None)
    assert [record.decision.outcome for record in records] == ["accepted"] * N


@pytest.mark.parametrize("seed", range(2))
def test_killed_while_reports_repeat(bench: Any, case_file: Any, tmp_path: Path, seed: int) -> None:
    """What was accepted before a kill is remembered after it: the same reports are near-duplicates of the same ones."""
    order = Order("F32.1", N, kind="progress", level="named")
    case = to_json(load_case(case_file, order, order_id(order)))
    given: dict[str, Any] = {"orders": (order,), "cases": {order_id(order): [case] * N}}
    folder, bench.folder = bench.folder, tmp_path / "quiet"
    quiet = work(bench, Diary(tmp_path / "quiet-calls"), None, **given)
    bench.folder = folder
    dice, diary = random.Random(seed), Diary(tmp_path / "calls")
    for _ in range(3):
        die(bench, diary, dice.randrange(1, 20), **given)
    records = work(bench, diary, None, **given)
    assert sorted(outcome(records)) == sorted(outcome(quiet))
    assert [item.decision.outcome for item in sorted(records, key=lambda item: item.id)].count("accepted") == 1
