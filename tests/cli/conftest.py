"""Commands run in process, as `casewright` runs them, in a folder of their own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casewright.cli.ending import run_command
from casewright.testing import FaultEndpoint

NOTE = """Interval history:
She reports low mood for five weeks and has lost interest in her garden. She feels guilty and eats little.

Mental state examination:
Affect is depressed. She denies elevated mood and reports no thoughts of suicide.

Impression:
Moderate depressive episode.

Plan:
Follow-up in three weeks.
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEWRIGHT_REAL_CALLS", "no")
    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "corpus.key"))

    def command(*arguments: str | Path) -> Ended:
        capsys.readouterr()
        code = run_command([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ended(code, said.out, said.err)

    return command


@pytest.fixture
def parrot(overlay: Path, certified: Path) -> tuple[str, ...]:
    """The cheapest run that ends in an accepted report."""
    given = ("--rubrics", str(overlay), "--certificates", str(certified))
    return ("--writer", "parrot", "--kind", "progress", "--level", "named", *given)


@pytest.fixture
def note() -> str:
    return NOTE


@contextmanager
def serve(*script: Any, **more: Any) -> Iterator[FaultEndpoint]:
    """An endpoint in a thread and loop of its own, while the command has the main one."""
    endpoint = FaultEndpoint(*script, **more)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(endpoint.__aenter__(), loop).result(10)
    try:
        yield endpoint
    finally:
        asyncio.run_coroutine_threadsafe(endpoint.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
def served() -> Callable[..., Any]:
    return serve
