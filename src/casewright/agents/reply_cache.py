"""Replies that runs share: a ledger of calls alone, looked into before anything is paid."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from casewright.errors import StorageError
from casewright.hashing import content_hash
from casewright.ledger import open_ledger
from casewright.ledger.protocol import CallRow, Ledger, RunRow

__all__ = ["Cached", "ReplyCache"]

CACHE = "cache"
"""Project and run under which replies stand, so that they may share a database with runs."""
FREE = {"usage": {"prompt_tokens": 0, "completion_tokens": 0, "thought_tokens": 0}, "usd": 0.0, "seconds": 0.0}


class ReplyCache:
    """Keeps what a ledger would keep, masked where a reply copied; several runs and processes may use it at once.

    Failures are left out, also those that were paid for: another run may have more luck. A cache that can't be read
    or written now answers nothing; it never stops a run.

    Args:
        where: as `open_ledger` takes it. Opened, and made, when it is first asked.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._ledger: Ledger | None = None
        self._opening = asyncio.Lock()

    async def find(self, key: str) -> CallRow | None:
        """The reply kept under this key.

        Raises:
            InputError: what is there is no ledger.
        """
        with suppress(StorageError):
            return await (await self._opened()).call(key)
        return None

    async def keep(self, row: CallRow) -> None:
        """Keeps a reply; the first of a key stays."""
        with suppress(StorageError):
            await (await self._opened()).save_call(replace(row, run=CACHE, sample=""))

    async def close(self) -> None:
        """Closes the ledger; closing twice changes nothing."""
        ledger, self._ledger = self._ledger, None
        if ledger is not None:
            await ledger.close()

    async def _opened(self) -> Ledger:
        async with self._opening:
            if self._ledger is None:
                ledger = await asyncio.to_thread(open_ledger, self._where, project=CACHE)
                await ledger.open_run(RunRow(CACHE, {}, {}), ())
                self._ledger = ledger
            return self._ledger


@dataclass(frozen=True, slots=True)
class Cached:
    """A cache as one model uses it. ``screened`` hashes what its replies are screened by: a reply that was screened
    by something else, such as an older corpus, stands under another key and is never found."""

    cache: ReplyCache
    screened: str = ""

    async def find(self, row: CallRow) -> CallRow | None:
        """The call as a reply of the cache completes it, free of charge and marked."""
        found = await self.cache.find(self._key(row))
        if found is None or found.reply is None:
            return None
        reply: dict[str, Any] = {**found.reply, **FREE, "cached": True}
        return replace(row, model=found.model, reply=reply, screen=found.screen)

    async def keep(self, row: CallRow) -> None:
        """Keeps a reply that was paid for."""
        if row.reply is not None:
            await self.cache.keep(replace(row, key=self._key(row)))

    def _key(self, row: CallRow) -> str:
        return content_hash([row.key, row.purpose, self.screened], 40)
