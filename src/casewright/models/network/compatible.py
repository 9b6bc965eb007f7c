"""A server that speaks OpenAI's chat completions at an address of the user's own, called by aiohttp alone."""

from __future__ import annotations

import json
import time
from dataclasses import replace

from casewright.models.network.asking import chat_arguments, reply_limit
from casewright.models.network.caller import Caller
from casewright.models.network.completion import error_of, read_completion
from casewright.models.network.connection import Received
from casewright.models.network.dialect import Dialect
from casewright.models.network.endpoint_model import EndpointModel
from casewright.models.network.failures import failure_of_status
from casewright.models.network.guard import refuse_real_call
from casewright.models.network.price import price_of
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.settings import Endpoint

__all__ = ["CompatibleModel"]

CHAT = "chat/completions"
TRIES = 4
"""Of one request in different words: one for each thing that a `Dialect` can learn, and one more."""


class CompatibleModel(EndpointModel):
    """``openai/NAME`` or ``hosted_vllm/NAME`` with an ``api_base``; see `EndpointModel` for its arguments."""

    def __init__(self, endpoint: Endpoint, label: str | None = None) -> None:
        super().__init__(endpoint, label)
        self._caller = Caller(endpoint, self.where())
        self._dialect = Dialect()

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers; see `Model.complete`."""
        refuse_real_call(self.name, self._endpoint.api_base)
        started = time.monotonic()
        received = await self._answer(request)
        reply = read_completion(received, request, time.monotonic() - started, self.name.partition("/")[2])
        return replace(reply, usd=price_of(self._endpoint, reply.usage))

    async def close(self) -> None:
        await self._caller.close()

    async def _answer(self, request: ModelRequest) -> Received:
        wanted = {"model": self.name.partition("/")[2], **chat_arguments(request, request.json_schema)}
        for _ in range(TRIES):
            body = self._dialect.spoken(wanted)
            received = await self._caller.post(CHAT, json.dumps(body).encode(), limit=reply_limit(request))
            if received.status == 200:
                return received
            error = error_of(received)
            failure = failure_of_status(received.status, received.headers, error.code, error.message, self.where())
            if getattr(failure, "kind", None) != "unsupported" or not self._dialect.learns(error, body):
                break
        raise failure
