"""Each request has an id, a line in the log and a place in the figures: by its route's template, never by its path."""

from __future__ import annotations

import logging
from time import perf_counter
from uuid import uuid4

from casewright.service.http.asgi import Application, Message, Receive, Scope, Send
from casewright.service.http.figures import Figures

__all__ = ["METHODS", "Observing", "template_of"]

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
NOWHERE = "none"
"""The template of what no route takes."""
log = logging.getLogger("casewright.access")


class Observing:
    """Sees every request first and every answer last.

    Args:
        app: What comes after.
        figures: Where it is counted.
    """

    def __init__(self, app: Application, figures: Figures) -> None:
        self._app, self._figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request = scope.setdefault("state", {})["request_id"] = uuid4().hex
        status, began = 499, perf_counter()  # the client went away before there was an answer

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request.encode("ascii"))]
            await send(message)

        with self._figures.in_flight.track_inprogress():
            try:
                await self._app(scope, receive, told)
            finally:
                self._note(scope, status, perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        template = template_of(scope)
        self._figures.requests.labels(method, template, str(status)).observe(seconds)
        log.info("%s %s %s %d %.0f ms", scope["state"]["request_id"], method, template, status, 1000 * seconds)


def template_of(scope: Scope) -> str:
    """The template of the route that took the request."""
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else NOWHERE
