"""What a Ray actor is: a worker on the ledger, told by its driver when to stop."""

from __future__ import annotations

from casewright.errors import (
    BudgetError,
    CasewrightError,
    ModelAccessError,
    PausedError,
    StorageError,
    UsageError,
)
from casewright.runs.drain import Drain
from casewright.runs.workplace import Workplace

__all__ = ["Hands"]

PLAIN = (BudgetError, ModelAccessError, StorageError, PausedError, UsageError, CasewrightError)
"""Errors made of a message alone, which can be sent from one process to another."""


class Hands:
    """Works on one run until there is no more to do, or it is told to stop. Ray makes it an actor."""

    def __init__(self) -> None:
        self._drain = Drain()

    async def work(self, workplace: Workplace, run: str) -> int:
        """Works; how many samples it finished.

        Raises:
            CasewrightError: as `Workplace.work`, of a class that can be sent.
        """
        try:
            done = await workplace.work(run, self._drain, once=True)
        except CasewrightError as error:
            raise _plain(error) from None
        return sum(done.finished.values())

    async def drain(self, grace_seconds: float) -> None:
        """Begins nothing more; what is in flight has so many seconds."""
        self._drain.begin(grace_seconds)

    async def abort(self) -> None:
        """Gives back what is in flight."""
        self._drain.abort()


def _plain(error: CasewrightError) -> CasewrightError:
    return next(kind for kind in PLAIN if isinstance(error, kind))(str(error))
