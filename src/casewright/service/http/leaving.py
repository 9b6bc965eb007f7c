"""What is to be done once a request is over, however it ends: streams and broken connections too."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Leaving", "on_leaving"]

NAME = "casewright.leaving"


class Leaving:
    """Middleware that lets what is inside leave something to do for the end of the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        with ExitStack() as stack:
            scope[NAME] = stack  # in place: what is outside reads the route from this very scope
            await self._app(scope, receive, send)
        return None


def on_leaving(scope: Scope, work: Callable[[], object]) -> None:
    """Calls ``work`` once this request is over."""
    stack: ExitStack = scope[NAME]
    stack.callback(work)
