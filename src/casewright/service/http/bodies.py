"""No body is longer than settings allow, counted as it comes in, and none is compressed."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from casewright.service.http.answering import answer
from casewright.service.http.asgi import Application, Message, Receive, Scope, Send, header
from casewright.service.problems import Problem

__all__ = ["Bodies", "TooLong"]

CLOSE = {"Connection": "close"}
"""What is left of the body is not read."""


class TooLong(HTTPException):
    """Told to whoever reads the body; FastAPI lets it through as it is."""

    def __init__(self) -> None:
        super().__init__(413, headers=CLOSE)


class Bodies:
    """Refuses what is too long or encoded.

    Args:
        app: What comes after.
        most: Bytes.
    """

    def __init__(self, app: Application, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (problem := self._refusal(scope)) is not None:
            await answer(Request(scope), problem)(scope, receive, send)
        else:
            await self._app(scope, self._counted(receive), send)

    def _refusal(self, scope: Scope) -> Problem | None:
        if (header(scope, b"content-encoding") or "identity").strip().lower() != "identity":
            return Problem("unsupported-media-type", "a body must not be compressed", headers=CLOSE)
        told = header(scope, b"content-length") or "0"
        if not told.isdecimal() or len(told) > 18:
            return Problem("bad-request", "Content-Length must be a number of bytes", headers=CLOSE)
        if int(told) > self._most:
            return Problem("too-large", f"a body has at most {self._most} bytes", headers=CLOSE)
        return None

    def _counted(self, receive: Receive) -> Receive:
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b"")) if message["type"] == "http.request" else 0
            if came > self._most:
                raise TooLong
            return message

        return counted
