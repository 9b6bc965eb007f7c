"""A worker beside a service ends when the service does, however that ended."""

from __future__ import annotations

import os
import signal
import threading

__all__ = ["hold"]


def hold() -> None:
    """Watches standard input, whose other end the service holds: once it is closed, this process is told to stop."""
    threading.Thread(target=_watch, name="lifeline", daemon=True).start()


def _watch() -> None:
    while os.read(0, 4096):  # not through sys.stdin, whose lock the end of the interpreter would wait for
        pass
    os.kill(os.getpid(), signal.SIGTERM)
