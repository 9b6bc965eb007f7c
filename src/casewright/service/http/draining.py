"""A process that is stopping begins nothing more; what only reads is still answered."""

from __future__ import annotations

from starlette.requests import Request

from casewright.service.http.answering import answer
from casewright.service.http.asgi import Application, Receive, Scope, Send
from casewright.service.problems import Problem

__all__ = ["Draining"]

READING = ("GET", "HEAD", "OPTIONS")


class Draining:
    """Refuses what would begin something once the site is draining.

    Args:
        app: What comes after.
    """

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in READING and scope["app"].state.site.draining.is_set():
            await answer(Request(scope), _stopping())(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _stopping() -> Problem:
    told = "the service is stopping; ask another process of it, or again later"
    return Problem("draining", told, headers={"Retry-After": "5", "Connection": "close"})
