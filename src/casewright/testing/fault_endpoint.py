"""An OpenAI-compatible server on loopback that answers, delays and fails as a test tells it."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

from casewright.testing import bodies
from casewright.testing.endpoint_jobs import EndpointJobs, JobEnding
from casewright.testing.replies import EndpointReply, answer

__all__ = ["FaultEndpoint", "Received"]


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came in."""

    path: str
    headers: Mapping[str, str]
    text: str

    @property
    def body(self) -> Any:
        """The JSON of its body, or ``None``."""
        return json.loads(self.text) if self.text else None


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Script = Iterable[EndpointReply | str] | Callable[[Received], EndpointReply | str]


class FaultEndpoint:
    """Serves ``/v1/chat/completions``, streamed or not, ``/v1/models``, and ``/v1/files`` with ``/v1/batches``, whose
    jobs are answered from the same script; an async context manager.

    Args:
        script: what to do with each chat request, in turn, or a function of the request. A text is a good answer.
        default: what to do once the script is used up.
        models: names it lists; a chat with another model is a 404, unless none are named.
        key: if given, requests must carry it, or get a 401.
        endings: how jobs end, in turn; see `EndpointJobs`.
        port: where to listen; by default where there is room. One that dies and comes back needs its own again.

    Attributes:
        jobs: those of the batch routes, held back or lost as told there.
        requests: everything received, in order, so that a test can look for what must never be sent.
    """

    def __init__(
        self,
        script: Script = (),
        *,
        default: EndpointReply | str = "ok",
        models: Iterable[str] = (),
        key: str | None = None,
        endings: Iterable[JobEnding] = (),
        port: int = 0,
    ) -> None:
        self._script = script if callable(script) else iter(script)
        self._default, self._models, self._key = default, tuple(models), key
        self.jobs = EndpointJobs(self._of_job, endings)
        self._runner: web.AppRunner | None = None
        self._port = port
        self.requests: list[Received] = []

    @property
    def api_base(self) -> str:
        """Where it listens, as endpoints in settings want it."""
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def chats(self) -> list[Received]:
        """The chat requests among `requests`."""
        return [item for item in self.requests if item.path.endswith("/chat/completions")]

    def find(self, text: str) -> list[Received]:
        """The requests that hold ``text`` in their path, headers or (decoded) body."""
        return [item for item in self.requests if text in f"{item.path} {dict(item.headers)} {item.text} {item.body}"]

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 << 20, middlewares=[self._checked])
        app.router.add_post("/v1/chat/completions", self._chat)
        app.router.add_get("/v1/models", self._list)
        self.jobs.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner:
            await self._runner.cleanup()

    @web.middleware
    async def _checked(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Chats look at their key themselves, so that they are received first; the list of models needs none."""
        told, open_to_all = request.headers.get("Authorization"), ("/v1/chat/completions", "/v1/models")
        if self._key is None or told == f"Bearer {self._key}" or request.path in open_to_all:
            return await handler(request)
        return web.json_response({"error": {"message": "no", "code": "invalid_api_key"}}, status=401)

    async def _list(self, request: web.Request) -> web.StreamResponse:
        await self._receive(request)
        data = [{"id": name, "object": "model"} for name in self._models]
        return web.json_response({"object": "list", "data": data})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        received = await self._receive(request)
        reply = self._refused(received) or self._next(received)
        await asyncio.sleep(reply.delay)
        if reply.status != 200:
            error = {"message": f"told to fail: {reply.error}", "type": reply.error, "code": reply.error}
            return web.json_response({"error": error}, status=reply.status, headers=reply.headers)
        if reply.ending in ("reset", "hang"):
            return await _say_nothing(request, reply)
        if reply.ending == "raw":
            return web.Response(text=reply.text, content_type="text/html")
        return await _send(request, reply, received.body)

    async def _receive(self, request: web.Request) -> Received:
        received = Received(request.path, dict(request.headers), await request.text())
        self.requests.append(received)
        return received

    def _refused(self, received: Received) -> EndpointReply | None:
        if self._key is not None and received.headers.get("Authorization") != f"Bearer {self._key}":
            return EndpointReply(status=401, error="invalid_api_key")
        if self._models and received.body.get("model") not in self._models:
            return EndpointReply(status=404, error="model_not_found")
        return None

    def _of_job(self, body: Any) -> EndpointReply:
        return self._next(Received("/v1/chat/completions", {}, json.dumps(body)))

    def _next(self, received: Received) -> EndpointReply:
        reply = self._script(received) if callable(self._script) else next(self._script, self._default)
        return answer(reply) if isinstance(reply, str) else reply


async def _say_nothing(request: web.Request, reply: EndpointReply) -> web.StreamResponse:
    transport = request.transport
    if reply.ending == "hang" or transport is None:
        await asyncio.sleep(3600)
    elif (connection := transport.get_extra_info("socket")) is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close sends RST
        transport.abort()
    return web.Response()


async def _send(request: web.Request, reply: EndpointReply, body: Mapping[str, Any]) -> web.StreamResponse:
    streamed = bool(body.get("stream"))
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream" if streamed else "application/json"})
    if reply.length:
        response.content_length = len("".join(bodies.whole(reply, body)).encode()) + reply.length
    await response.prepare(request)
    for piece in bodies.stream(reply, body) if streamed else bodies.whole(reply, body):
        await response.write(piece.encode())
        await asyncio.sleep(reply.pause)
    if (reply.ending == "cut" or reply.length > 0) and request.transport:
        request.transport.close()
    else:
        await response.write_eof()
    return response
