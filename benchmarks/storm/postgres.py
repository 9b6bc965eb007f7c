"""A PostgreSQL of the storm's own, in a folder that goes with it; it can be killed and comes back."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from benchmarks.storm.place import free_port

__all__ = ["Postgres"]

PATIENCE = 30.0


class Postgres:
    """A cluster on loopback, durable as its defaults are; a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.running: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://storm@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> Self:
        self.folder.mkdir()
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "storm", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.running and self.running.poll() is None:
            self.running.terminate()
            self.running.wait(PATIENCE)

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        data, port = str(self.folder / "data"), str(self.port)
        command = [_program("postgres"), "-D", data, "-p", port, "-h", "127.0.0.1", "-k", str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            self.running = subprocess.Popen(command, stdout=log, stderr=log, **_as_nobody())  # noqa: S603 - ours
        until = time.monotonic() + PATIENCE
        while subprocess.run([_program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", port], check=False).returncode:  # noqa: S603
            if time.monotonic() > until:
                raise TimeoutError((self.folder / "log").read_text("utf-8", "replace")[-2000:])
            time.sleep(0.1)

    def kill(self) -> None:
        """kill -9 of the server; its children see that it is gone and leave."""
        assert self.running is not None
        self.running.kill()
        self.running.wait()
        time.sleep(1.0)

    def _run(self, name: str, *more: str) -> None:
        command: Sequence[str] = [_program(name), *more]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **_as_nobody())  # noqa: S603 - ours


def _as_nobody() -> dict[str, Any]:
    if os.geteuid():
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _program(name: str) -> str:
    """Where it is: on the path, or where Debian keeps it."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(debian[-1]) if debian else None)
    if found is None:
        raise FileNotFoundError(f"{name} is not on the path; install PostgreSQL, or give the URL of one that runs")
    return found
