"""Processes of a storm: started, killed with -9, started again; none outlives the storm."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

__all__ = ["CrashedError", "Process", "actors_below"]

ROOT = Path(__file__).parents[2]
GOES_ON = (4, 130)
"""Exit codes after which the same command goes on: paused, stopped."""


class CrashedError(Exception):
    """A process ended in a way that no storm explains."""


class Process:
    """A command that is started again whenever it is killed."""

    def __init__(self, name: str, command: Sequence[str], log: Path) -> None:
        self.name, self.command, self.log = name, list(command), log
        self.starts = 0
        self.running: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self.running is not None
        return self.running.pid

    def start(self) -> None:
        self.starts += 1
        env = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", "CASEWRIGHT_REAL_CALLS": "no"}
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(self.command, stdout=log, stderr=log, env=env)  # noqa: S603 - ours

    def kill(self) -> None:
        """kill -9, which nothing can prepare for."""
        assert self.running is not None
        self.running.kill()
        self.running.wait()

    def over(self, *, well: Sequence[int] = (0, 3)) -> bool:
        """Whether it came to its end; one that was paused or killed is started again.

        Raises:
            CrashedError: it ended with another exit code.
        """
        code = self.running.poll() if self.running else -signal.SIGKILL
        if code is None or code in well:
            return code is not None
        if code not in (*GOES_ON, -signal.SIGKILL):
            raise CrashedError(f"{self.name} ended with {code}:\n{self.log.read_text('utf-8', 'replace')[-3000:]}")
        self.start()
        return False

    def stop(self) -> None:
        """SIGTERM, and kill -9 for one that takes no notice."""
        if self.running is None or self.running.poll() is not None:
            return
        self.running.terminate()
        try:
            self.running.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


def actors_below(pid: int) -> list[int]:
    """Process numbers of the Ray actors that work for a driver."""
    found = []
    for number, parent, title in _processes():
        if title.startswith("ray::Hands") and pid in _ancestors(parent):
            found.append(number)
    return found


def _processes() -> list[tuple[int, int, str]]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)  # noqa: S607
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [(int(row[0]), int(row[1]), row[2]) for row in rows if len(row) == 3]


def _ancestors(pid: int) -> set[int]:
    parents = {number: parent for number, parent, _ in _processes()}
    found = set()
    while pid > 1 and pid not in found:
        found.add(pid)
        pid = parents.get(pid, 0)
    return found
