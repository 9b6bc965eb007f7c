"""``casewright status`` and ``casewright cancel``: asked from any terminal, of a folder, a ledger or an id."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from casewright.ledger import open_ledger
from casewright.ledger.protocol import OrderRow, PlannedSample, RunRow
from casewright.ledger.spool import Spool
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.types import Decision
from casewright.wire import to_json

ORDER = OrderRow("F32.1-en-intake-1", {}, 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A run with one sample accepted, one rejected, one held, one planned; its budget is half used."""
    asyncio.run(_begun(tmp_path / "run", "r1"))
    return tmp_path / "run"


async def _begun(folder: Path, run: str) -> None:
    ledger = open_ledger(folder)
    limits = RunLimits(OrderLimits(max_calls=40, max_usd=2.5))
    await ledger.open_run(RunRow(run, {"judging": "j"}, {"budgets": to_json(limits)}), [ORDER])
    await ledger.add_samples(run, [PlannedSample(f"{run}-{n}", ORDER.id, n, 1, {}) for n in range(4)])
    for outcome in ("accepted", "rejected"):
        (claim,) = await ledger.claim(run, "host/1/a", limit=1, lease_seconds=300)
        decision: Any = Decision(outcome, "gate", "j")
        await ledger.finish(claim, {}, decision)
    await ledger.claim(run, "elsewhere/7/b", limit=1, lease_seconds=300)
    await ledger.begin_call("k", run, f"{run}-2", "elsewhere/7/b")
    await ledger.close()


def test_a_run_that_is_worked_on(run: Any, folder: Path) -> None:
    """Counts by order, who holds what and for how long, what is spent of what may be, and the bill."""
    ended = run("status", folder)
    assert ended.code == 0
    told = " ".join(ended.out.split())
    assert "run r1: samples being worked on: 1; 1 accepted + 2 short = 3" in told
    assert "F32.1-en-intake-1 3 1 2 4 1 2 (1 leased, 1 planned)" in told
    assert "r1-2 held by elsewhere/7/b for 0:0" in told
    assert "its lease holds for" in told
    assert "spent: 0 calls of 40, 0 tokens, $0.00 of $2.50" in told
    assert "calls: 1 begun = 0 completed + 0 answered again + 0 failed + 1 open" in told


def test_status_for_programs(run: Any, folder: Path) -> None:
    """One object, with what adds up beside what was counted."""
    told = json.loads(run("status", folder, "--json").out)
    (order,) = told["orders"]
    assert (order["accepted"], order["short"], order["n"], order["undecided"]) == (1, 2, 3, 2)
    assert order["samples"] == order["undecided"] + sum(order["outcomes"].values())
    assert told["held"][0]["sample"] == "r1-2"
    assert told["limits"]["max_usd"] == 2.5
    assert not told["complete"]


def test_by_url_by_id_and_by_variable(run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same run, however it is named."""
    url = f"sqlite:///{(folder / 'ledger.sqlite').absolute()}"
    asked = [("status", f"{url}#r1"), ("status", "r1", "--ledger", url), ("status", "--ledger", url)]
    assert {run(*words, "--json").code for words in asked} == {0}
    monkeypatch.setenv("CASEWRIGHT_LEDGER", url)
    assert {json.loads(run(*words, "--json").out)["run"] for words in (("status", "r1"), ("status",))} == {"r1"}


def test_several_runs_are_listed(run: Any, folder: Path) -> None:
    """Whoever names none of them sees which there are; other commands ask for one."""
    asyncio.run(_begun(folder, "r2"))
    ended = run("status", folder)
    assert ended.code == 0
    assert "r1  open  1 accepted of 3, 4 samples" in ended.out
    assert "r2  open" in ended.out
    refused = run("cancel", folder)
    assert refused.code == 2
    assert "holds 2 runs (r1, r2); name one as" in refused.err


def test_finished_calls_that_wait(run: Any, folder: Path) -> None:
    """They are paid for and will be put in; a person need not worry."""
    from casewright.ledger.protocol import CallRow

    Spool(folder / "spool").keep(CallRow("k", "r1", "r1-2", "write", "m", {"text": "t"}, None, None), None)
    assert "1 finished calls wait on disk" in run("status", folder).out


def test_cancel_gives_up_what_is_undecided(run: Any, folder: Path) -> None:
    """What was decided stays; who and why are kept; status says so; a second time there is nothing left to cancel."""
    ended = run("cancel", folder, "--who", "night shift", "--why", "wrong model")
    assert ended.code == 0
    assert "run r1 is cancelled, and with it 2 undecided samples" in ended.out
    told = json.loads(run("status", folder, "--json").out)
    assert told["state"] == "cancelled"
    assert told["orders"][0]["outcomes"] == {"accepted": 1, "cancelled": 2, "rejected": 1}
    assert told["held"] == []
    shown = run("status", folder).out
    assert "run r1: cancelled; 1 accepted + 2 short = 3" in shown
    assert "cancelled, with 2 samples undecided" in shown
    assert "was cancelled before; 0 more" in run("cancel", folder).out
    assert asyncio.run(_reasons(folder)) == {("operator", "night shift", "wrong model")}


async def _reasons(folder: Path) -> set[tuple[str, str | None, str]]:
    ledger = open_ledger(folder)
    try:
        decisions = [row.decision for row in await ledger.samples("r1") if row.decision]
        return {(d.by, d.who, d.reasons[0].message) for d in decisions if d.outcome == "cancelled"}
    finally:
        await ledger.close()


def test_watching_ends_with_the_run(run: Any, folder: Path) -> None:
    """One look a line; a cancelled run is the last."""
    run("cancel", folder)
    ended = run("status", folder, "--watch", "--json")
    assert ended.code == 0
    assert [json.loads(line)["state"] for line in ended.out.splitlines()] == ["cancelled"]


def test_a_password_is_never_shown(run: Any) -> None:
    """Neither in what was asked nor in what went wrong."""
    from casewright.cli.run_place import RunPlace, shown_ledger

    assert shown_ledger("postgresql://me:hunter2@db:5432/runs?password=x") == "postgresql://me:…@db:5432/runs"
    assert RunPlace("postgresql://me:hunter2@db/runs", "r").told == "postgresql://me:…@db/runs"
    assert "hunter2" not in (ended := run("status", "mysql://me:hunter2@db/runs#r")).err + ended.out
    assert ended.code == 2
