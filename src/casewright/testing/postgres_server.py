"""A PostgreSQL server of one's own in a temporary folder: for tests of what several machines share."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any

__all__ = ["PostgresServer", "postgres_programs"]

START_SECONDS = 60.0
USER = "casewright"


def postgres_programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``: on the path, or where Debian keeps them; ``None`` without a server."""
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return installed[-1].parent if installed else None


class PostgresServer:
    """A cluster that listens on a Unix socket only, asks for a password, and syncs its log as one in use does.

    PostgreSQL refuses to run as root; started by root it runs as ``postgres`` or ``nobody``.

    Raises:
        FileNotFoundError: there is no PostgreSQL on this machine.
        RuntimeError: it did not start.
    """

    def __init__(self) -> None:
        programs = postgres_programs()
        if programs is None:
            raise FileNotFoundError("there is no PostgreSQL on this machine (initdb, postgres)")
        self._programs, self._password = programs, token_hex(8)
        self._folder = Path(tempfile.mkdtemp(prefix="cw-pg-", dir="/tmp"))
        self._as = _unprivileged()
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._initialise()
        self.start()

    @property
    def url(self) -> str:
        """The database as `casewright.ledger.open_ledger` takes it."""
        host = str(self._folder).replace("/", "%2F")
        return f"postgresql://{USER}:{self._password}@{host}:{self._port}/postgres"

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            self._process = self._run_server()
            if self._wait(deadline):
                return
            if time.monotonic() >= deadline:
                raise RuntimeError(f"PostgreSQL did not start: {self._log()[-2000:]}")

    def stop(self) -> None:
        """Ends the server in order; its connections are cut."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """``kill -9`` of the server and all its processes at once."""
        assert self._process is not None  # noqa: S101 - it was started
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Ends the server and removes its folder."""
        self._end(signal.SIGQUIT)
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> PostgresServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _initialise(self) -> None:
        secret = self._folder / "password"
        secret.write_text(self._password)
        for path in (self._folder, secret):
            if self._as:
                os.chown(path, self._as["user"], self._as["group"])
        command = [str(self._programs / "initdb"), "-D", str(self._data), "-U", USER, "--auth=scram-sha-256"]
        command += [f"--pwfile={secret}", "--encoding=UTF8", "--locale=C", "--no-sync"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **self._as)  # noqa: S603
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr[-2000:]}")

    def _run_server(self) -> subprocess.Popen[bytes]:
        command = [str(self._programs / "postgres"), "-D", str(self._data), "-k", str(self._folder)]
        command += ["-p", str(self._port), "-c", "listen_addresses=", "-c", "max_connections=200", "-c", "fsync=on"]
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - the server found above
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True, **self._as
            )

    def _wait(self, deadline: float) -> bool:
        """Whether the server answers in time; False if it ended, as it does while an earlier one still does."""
        import psycopg

        assert self._process is not None  # noqa: S101 - just started
        while time.monotonic() < deadline and self._process.poll() is None:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.url, connect_timeout=5).close()
                return True
            time.sleep(0.02)
        time.sleep(0.05)
        return False

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait()

    def _log(self) -> str:
        return (self._folder / "log").read_text("utf-8", "replace")

    @property
    def _data(self) -> Path:
        return self._folder / "data"


def _unprivileged() -> dict[str, Any]:
    """What a subprocess is started as; empty unless this is root."""
    if os.geteuid():
        return {}
    import pwd  # only where there are POSIX users

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no user 'postgres' or 'nobody'")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
