"""An answer begins in time, and whoever is answered takes it in time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.requests import Request

from casewright.service.http.answering import answer
from casewright.service.http.asgi import Application, Message, Receive, Scope, Send
from casewright.service.problems import Problem

__all__ = ["Deadlines"]


class Deadlines:
    """Gives up on what takes too long. A stream may go on for as long as its pieces are taken.

    Args:
        app: What comes after.
        seconds: How long a request may take until its answer begins, and a piece of the answer until it is taken.
        by_path: Other limits until the answer begins, by path.
    """

    def __init__(self, app: Application, seconds: float, by_path: Mapping[str, float]) -> None:
        self._app, self._seconds, self._by_path = app, seconds, by_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        limit = asyncio.timeout(self._by_path.get(scope["path"], self._seconds))
        begun = False

        async def taken(message: Message) -> None:
            nonlocal begun
            if not begun and not limit.expired():
                limit.reschedule(None)
            begun = True
            async with asyncio.timeout(self._seconds):
                await send(message)

        try:
            async with limit:
                await self._app(scope, receive, taken)
        except TimeoutError:
            if begun:
                raise
            problem = Problem("deadline", "no answer came in time; nothing that was begun is undone")
            await answer(Request(scope), problem)(scope, receive, send)
