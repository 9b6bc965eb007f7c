"""Requests as spans: by method and route template, never by path, query or header."""

from __future__ import annotations

from time import perf_counter

from opentelemetry.context import Context
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from casewright.service.http.asgi import Application, Message, Receive, Scope, Send, header
from casewright.service.http.observing import METHODS, template_of
from casewright.service.telemetry.instruments import Telemetry

__all__ = ["Traced"]

PARENT = TraceContextTextMapPropagator()


class Traced:
    """Traces each request, as a child of the trace that the caller names in ``traceparent``.

    Args:
        app: What comes after.
        telemetry: Where spans and figures go.
    """

    def __init__(self, app: Application, telemetry: Telemetry) -> None:
        self._app, self._telemetry = app, telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        method = scope["method"] if scope["method"] in METHODS else "_OTHER"
        status, began = 0, perf_counter()

        async def told(message: Message) -> None:
            nonlocal status
            status = message["status"] if message["type"] == "http.response.start" else status
            await send(message)

        known: dict[str, str | int] = {"http.request.method": method}
        with self._telemetry.span(method, SpanKind.SERVER, {**known}, _parent(scope)) as (span, _):
            try:
                await self._app(scope, receive, told)
            finally:
                known["http.route"] = template_of(scope)
                known |= {"http.response.status_code": status} if status else {}
                span.update_name(f"{method} {known['http.route']}")
                span.set_attributes(known)
                if status >= 500:
                    span.set_status(Status(StatusCode.ERROR))
                self._telemetry.requests.record(perf_counter() - began, known)
        return None


def _parent(scope: Scope) -> Context:
    """The caller's trace; what else it sends along for tracing is its own text and goes nowhere."""
    parent = header(scope, b"traceparent")
    return PARENT.extract({} if parent is None else {"traceparent": parent})
