"""A fault of the program is one line in the log that says where, and an answer that says nothing."""

from __future__ import annotations

import logging
from traceback import extract_tb

from starlette.requests import ClientDisconnect, Request

from casewright.service.http.answering import answer
from casewright.service.http.asgi import Application, Message, Receive, Scope, Send
from casewright.service.problems import Problem

__all__ = ["Cut", "Faults", "where"]

log = logging.getLogger("casewright.service")


class Faults:
    """Lets no exception through to the server, whose log would carry its message, and with it what was sent to us.

    Args:
        app: What comes after.
    """

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except ClientDisconnect:
            return  # nobody is left to be answered
        except Exception as error:  # noqa: BLE001 - whatever it is, its message may repeat what was sent
            log.error("%s %s", scope.get("state", {}).get("request_id", "-"), where(error))
            if scope["type"] != "http" or begun:
                raise Cut from None
            problem = Problem("internal", "this is our fault; the log has it under the request's id")
            await answer(Request(scope), problem)(scope, receive, send)


class Cut(Exception):  # noqa: N818 - an answer that can't be finished, which the server has to break off
    """The answer had begun."""


def where(error: BaseException) -> str:
    """The kind of an exception and the places it came through, innermost last; never its message."""
    places = [f"{frame.name}:{frame.lineno}" for frame in extract_tb(error.__traceback__)[-6:]]
    return f"{type(error).__name__} in {' > '.join(places)}"
