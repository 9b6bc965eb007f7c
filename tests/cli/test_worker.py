"""``casewright worker``: takes part in a ledger's runs, says which it can't, and ends when there is no more to do."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path

import pytest

from casewright.cli.ending import run_command
from casewright.ledger import open_ledger
from casewright.runs.assembly import cast_of
from casewright.runs.session import RunSession
from casewright.settings import Settings
from casewright.types import Order


@pytest.fixture
def begun(tmp_path: Path, overlay: Path, certified: Path) -> tuple[str, str]:
    """A run that nobody works on: its ledger and its id."""
    place = str(tmp_path / "shared.sqlite")
    cast = cast_of(Settings(), writer="parrot", overlays=(overlay,), certificates=certified)
    session = RunSession(cast, (Order("F32.1", 2, kind="progress", level="named"),), ledger_url=place)

    async def plan() -> None:
        ledger = open_ledger(place)
        await session._open(ledger)
        await session.worker(ledger).steward.turn()
        await ledger.close()

    asyncio.run(plan())
    return place, session.run


def test_it_completes_a_run(
    begun: tuple[str, str], overlay: Path, certified: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the folders that the run was begun with; exit 0, and how many samples it finished."""
    place, run = begun
    given = ["--rubrics", str(overlay), "--certificates", str(certified), "--concurrency", "2"]
    assert run_command(["worker", "--ledger", place, "--once", *given]) == 0
    assert capsys.readouterr().out.startswith(f"{run}: ")


def test_it_says_what_differs(begun: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without them the run is left alone; named, the call is wrong."""
    place, run = begun
    assert run_command(["worker", "--ledger", place, "--once"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "what judges (certificates" in told.err
    assert run_command(["worker", "--ledger", place, "--once", "--run", run]) == 2


def test_a_signal_ends_it_well(begun: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """It waits for work that may come; SIGTERM ends that with exit 0."""
    place, _ = begun
    teller = threading.Timer(0.1, _when_refused, (capsys,))
    teller.start()
    assert run_command(["worker", "--ledger", place, "--grace", "5"]) == 0
    teller.join()


def _when_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Signals this process once the worker has looked at the ledger: by then it listens."""
    while "what judges" not in capsys.readouterr().err:
        threading.Event().wait(0.05)
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_ledger_is_needed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """From the option or from the environment."""
    monkeypatch.delenv("CASEWRIGHT_LEDGER", raising=False)
    assert run_command(["worker", "--once"]) == 2
    assert "--ledger" in capsys.readouterr().err
