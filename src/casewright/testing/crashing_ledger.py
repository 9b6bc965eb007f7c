"""A ledger at one of whose writes the process dies: crash points, as SQLite tests itself."""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any, Literal, cast

from casewright.ledger.protocol import Ledger

__all__ = ["WRITES", "Moment", "crashing"]

Moment = Literal["before", "after"]

WRITES = frozenset(
    {
        "add_samples",
        "begin_call",
        "cancel",
        "claim",
        "decide",
        "end",
        "fail_call",
        "finish",
        "keep_certificates",
        "note",
        "open_run",
        "rejudge",
        "release",
        "renew",
        "reopen",
        "save_call",
        "settle",
    }
)
"""The methods of a ledger that write."""


class _CrashingLedger:
    """Counts the writes that pass through, and kills its process at one of them."""

    def __init__(self, inner: Ledger, at: int, moment: Moment) -> None:
        self._inner, self._left, self._moment = inner, at, moment

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        return self._counted(method) if name in WRITES else method

    def _counted(self, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def write(*args: Any, **more: Any) -> Any:
            self._left -= 1
            last = self._left == 0
            if last and self._moment == "before":
                _die()
            result = await method(*args, **more)
            if last:
                _die()
            return result

        return write


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def crashing(ledger: Ledger, at: int, moment: Moment) -> Ledger:
    """A ledger whose process is killed with -9 at its write number ``at`` (from 1), before it is made or once it is
    durable and before anybody hears of it."""
    return cast("Ledger", _CrashingLedger(ledger, at, moment))
