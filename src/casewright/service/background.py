"""Chores of a service process that no request waits for, each by a name; they end when the site closes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from casewright.errors import CasewrightError

__all__ = ["Background"]


class Background:
    """Keeps at most one task of each name."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._closed = False

    def begin(self, name: str, chore: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        """Begins a chore, unless one of its name is going on; whether it was begun. A storage error ends it quietly:
        whoever needs it begins it again."""
        if self._closed or self.goes_on(name):
            return False
        self._tasks[name] = asyncio.create_task(_carried_out(chore), name=name)
        return True

    def goes_on(self, name: str) -> bool:
        """Whether a chore of this name has not ended."""
        task = self._tasks.get(name)
        return task is not None and not task.done()

    async def wait(self, name: str, seconds: float) -> bool:
        """Waits for a chore, no longer than this; whether it has ended. What went wrong in it is raised here."""
        task = self._tasks.get(name)
        if task is None:
            return True
        done, _ = await asyncio.wait({task}, timeout=seconds)
        if done and not task.cancelled():
            task.result()
        return bool(done)

    async def close(self) -> None:
        """Cancels what goes on and waits for it."""
        self._closed = True
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


async def _carried_out(chore: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with suppress(CasewrightError):
        await chore()
