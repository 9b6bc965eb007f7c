"""Whole processes in a world of their own, everything they leave in which is searched: files, logs, both streams."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.leaks.markers import kept, leaked

__all__ = ["World"]

PATIENCE = 300
LOUD = (
    "import asyncio, logging, rich.traceback; rich.traceback.install(show_locals=True); logging.basicConfig(level=1); "
    "logging.Logger.isEnabledFor = lambda self, level: True; "  # whatever level somebody gave it
)
MAIN = "from casewright.cli import main; main()"


@dataclass
class World:
    """A home, a temporary folder, caches and a working folder below ``root``; the corpus lies elsewhere."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)
    streams: list[str] = field(default_factory=list)
    at_kill: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("home", "tmp", "work", "cache", "data"):
            (self.root / name).mkdir(parents=True)

    @property
    def work(self) -> Path:
        return self.root / "work"

    def run(self, *arguments: str | Path, before: str = "", codes: Sequence[int] = (0,)) -> str:
        """Runs a command to its end and returns its output."""
        ended = subprocess.run(  # noqa: S603 - our own command
            self._command(arguments, before), cwd=self.work, env=self._env(), capture_output=True, text=True,
            check=False, timeout=PATIENCE,
        )  # fmt: skip
        self.streams += (ended.stdout, ended.stderr)
        assert ended.returncode in codes, f"{arguments}: {ended.returncode}\n{ended.stderr[-2000:]}"
        return ended.stdout

    def kill(self, *arguments: str | Path, when: Callable[[], bool]) -> None:
        """Starts a command and kills it with -9 once ``when`` says so; what lies there then is kept to be searched."""
        started = subprocess.Popen(  # noqa: S603 - our own command
            self._command(arguments, ""), cwd=self.work, env=self._env(), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        said: list[str] = []
        reader = threading.Thread(target=lambda: said.extend(started.communicate()), daemon=True)
        reader.start()
        for _ in range(PATIENCE * 50):
            if when() or started.poll() is not None:
                break
            threading.Event().wait(0.02)
        assert started.poll() is None, "it ended before it could be killed"
        started.send_signal(signal.SIGKILL)
        reader.join(PATIENCE)
        self.streams += said
        self.at_kill += kept(self.root)

    def leaked(self, *more: str) -> list[str]:
        """Marked words in what is there now, in what was there at a kill, in the streams and in ``more``."""
        return leaked(*kept(self.root), *self.at_kill, *self.streams, *more)

    def _command(self, arguments: Sequence[str | Path], before: str) -> list[str]:
        script = f"{LOUD}{before}{MAIN}"
        return [sys.executable, "-X", "dev", "-W", "ignore", "-c", script, *map(str, arguments)]

    def _env(self) -> dict[str, str]:
        places = {
            "HOME": "home", "TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "home", "XDG_STATE_HOME": "home", "HF_HOME": "cache",
        }  # fmt: skip
        own = {name: str(self.root / place) for name, place in places.items()}
        loud = {"LITELLM_LOG": "DEBUG", "OPENAI_LOG": "debug", "PYTHONASYNCIODEBUG": "1", "FORCE_COLOR": "1"}
        return {**os.environ, **own, **loud, **self.variables}
