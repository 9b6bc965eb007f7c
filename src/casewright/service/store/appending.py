"""Rows of requests that come at once, in one transaction: they wait together for one sync of the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

__all__ = ["Appending"]

Row = Mapping[str, Any]
MOST = 500
"""Rows of one transaction."""


class Appending:
    """Collects rows while others are being written. Belongs to one event loop.

    Args:
        write: Commits rows; what it raises is every waiting request's.
    """

    def __init__(self, write: Callable[[Sequence[Row]], Awaitable[object]]) -> None:
        self._write = write
        self._waiting: list[tuple[Row, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def add(self, row: Row) -> None:
        """Returns once the row is committed."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._empty())
        await done

    async def _empty(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            error: Exception | None = None
            try:
                await self._write([row for row, _ in batch])
            except Exception as raised:  # noqa: BLE001 - it is raised where each row came from
                error = raised
            for _, done in batch:
                _settle(done, error)


def _settle(done: asyncio.Future[None], error: Exception | None) -> None:
    if done.done():
        return  # whoever waited has gone
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
