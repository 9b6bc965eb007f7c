"""Starting, addressing and ending the process that holds the weights."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO

from casewright.errors import ModelAccessError

__all__ = ["LlamaProcess", "free_threads"]

MOST_THREADS = 4


def free_threads() -> int:
    """Cores that are idle now, one to four: more threads than free cores are far slower.

    Looks for a quarter of a second; the load average of the last minute still holds the installation before.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST_THREADS, round(cores * _idle_share())))


def _idle_share() -> float:
    """Share of all cores' time that is idle, by ``/proc/stat``; 1 where there is none."""
    before = _cpu_times()
    time.sleep(0.25)
    after = _cpu_times()
    if before is None or after is None or after[1] <= before[1]:
        return 1.0
    return (after[0] - before[0]) / (after[1] - before[1])


def _cpu_times() -> tuple[int, int] | None:
    """(idle, total) ticks since boot; waiting for the disk counts as idle."""
    try:
        ticks = [int(word) for word in Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()[1:9]]
    except (OSError, ValueError):
        return None
    return ticks[3] + ticks[4], sum(ticks)


class LlamaProcess:
    """A child that serves one file of weights. Blocking: start and stop it in a thread.

    It runs outside our process because loading holds the interpreter's lock for seconds, and because a
    crash of native code must not take a run down.
    """

    def __init__(self, path: Path, *, threads: int, context: int) -> None:
        """Starts it and waits until it answers.

        Raises:
            ModelAccessError: the runtime is not installed, or it can't load the file.
        """
        self.key = secrets.token_hex(16)
        self.broken = False
        self._states: Path | None = None
        self._lock = threading.Lock()
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the child, see stop
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "casewright.models.embedded.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True,
            start_new_session=True,  # Ctrl-C is for the parent, which drains and then ends us
        )  # fmt: skip
        told = self._handshake({"path": str(path), "threads": threads, "context": context, "key": self.key})
        self.address, self._states = told["address"], Path(told["states"])

    @property
    def alive(self) -> bool:
        return not self.broken and self._child.poll() is None

    @property
    def pid(self) -> int:
        return self._child.pid

    def stop(self) -> None:
        """Ends the child; may be called twice."""
        with self._lock:
            for stream in (self._child.stdin, self._child.stdout):
                if stream and not stream.closed:
                    stream.close()
            try:
                self._child.wait(timeout=2)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
            self._errors.close()
            if self._states:  # the child removes it too, unless it was killed
                shutil.rmtree(self._states, ignore_errors=True)

    def forget(self, name: str) -> None:
        """Removes a saved state."""
        if self._states:
            (self._states / name).unlink(missing_ok=True)

    def _handshake(self, wanted: dict[str, object]) -> dict[str, str]:
        assert self._child.stdin is not None  # noqa: S101 - pipes were asked for
        assert self._child.stdout is not None  # noqa: S101
        try:
            self._child.stdin.write(json.dumps(wanted) + "\n")
            self._child.stdin.flush()
            told: dict[str, str] = json.loads(self._child.stdout.readline())
            return told
        except (OSError, ValueError):
            message = self._last_error()
            self.stop()
            raise ModelAccessError(f"llama.cpp can't run {wanted['path']!r}: {message}") from None

    def _last_error(self) -> str:
        self._child.wait(timeout=10)
        self._errors.seek(0)
        text = self._errors.read().decode("utf-8", "replace").strip()
        if "No module named 'xllamacpp'" in text:
            return "the optional part 'embedded' is not installed (casewright[embedded])"
        return text.splitlines()[-1] if text else f"exit code {self._child.returncode}"
