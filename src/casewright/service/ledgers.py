"""The ledger of each project, opened when it is first asked for."""

from __future__ import annotations

import asyncio

from casewright.ledger.protocol import Ledger
from casewright.ledger.spool import open_to_work

__all__ = ["Ledgers"]


class Ledgers:
    """One database; every project sees its own runs alone.

    Args:
        where: As `casewright.ledger.open_ledger` takes it.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._open: dict[str, Ledger] = {}
        self._alone = asyncio.Lock()

    async def of(self, project: str) -> Ledger:
        """The ledger of a project.

        Raises:
            StorageError: it can't be opened now.
        """
        async with self._alone:
            if project not in self._open:
                self._open[project] = await asyncio.to_thread(open_to_work, self._where, project=project)
            return self._open[project]

    def apart(self) -> Ledgers:
        """The same ledgers, opened anew, for another event loop."""
        return Ledgers(self._where)

    async def close(self) -> None:
        """Closes all of them."""
        for ledger in self._open.values():
            await ledger.close()
        self._open.clear()
