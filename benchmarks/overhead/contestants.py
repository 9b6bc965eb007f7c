"""Contestants are processes that take turns at one endpoint, a process too, so that CPU time counts one alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["PEERS", "SITE", "Contestant", "endpoint", "process", "told_by"]

ROOT = Path(__file__).parents[2]
PEERS = Path(os.environ.get("CASEWRIGHT_BENCH_PEERS", ROOT / ".venv-bench"))
SITE = PEERS / f"lib/python3.{sys.version_info.minor}/site-packages"
QUIET = {
    "DEEPEVAL_TELEMETRY_OPT_OUT": "1",
    "DEEPEVAL_DISABLE_DOTENV": "1",
    "DEEPEVAL_UPDATE_WARNING_OPT_IN": "0",
    "NEMO_TELEMETRY_ENABLED": "false",
    "HF_HUB_OFFLINE": "1",
}


@dataclass
class Contestant:
    """A process that waits for its turns."""

    process: subprocess.Popen[str]

    def turn(self, samples: int, at_once: int) -> dict[str, Any]:
        """Milliseconds of CPU a sample, and whatever else it tells."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"samples": samples, "at_once": at_once}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        while line and not line.startswith("{"):  # a peer that greets
            line = self.process.stdout.readline()
        assert line, f"{self.process.args!r} ended with {self.process.wait()}"
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def process(*command: str, home: Path) -> Iterator[subprocess.Popen[str]]:
    """Runs until the end of the block; what a peer leaves behind it leaves in ``home``."""
    env = {**os.environ, **QUIET, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", "HOME": str(home)}
    pipe = subprocess.PIPE
    started = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=home, env=env, text=True)  # noqa: S603 - ours
    try:
        yield started
    finally:
        started.stdin.close()  # type: ignore[union-attr]
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
        started.stdout.close()  # type: ignore[union-attr]


@contextmanager
def endpoint(home: Path, delay: float = 0.0) -> Iterator[str]:
    """The server's address."""
    with process(sys.executable, "-m", "benchmarks.overhead.endpoint", "--delay", str(delay), home=home) as server:
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"  # type: ignore[union-attr]
        server.kill()


def told_by(base: str) -> dict[str, int]:
    """What the endpoint counted since it was last asked."""
    with urllib.request.urlopen(base) as answer:  # noqa: S310 - loopback
        told: dict[str, int] = json.load(answer)
        return told
