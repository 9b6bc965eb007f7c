"""A model whose calls travel together, as jobs of its provider's batch routes."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

from casewright.errors import ModelFailure, SettingsError
from casewright.hashing import content_hash
from casewright.models.at_hand import key_at_hand
from casewright.models.batches import Answer, Desk, Journal
from casewright.models.batches.desk import Rules
from casewright.models.batches.service import BatchService
from casewright.models.network.asking import chat_arguments
from casewright.models.network.compatible import TRIES
from casewright.models.network.completion import error_of, read_completion
from casewright.models.network.connection import Received
from casewright.models.network.dialect import Dialect
from casewright.models.network.endpoint_model import EndpointModel
from casewright.models.network.failures import failure_of_status
from casewright.models.network.guard import refuse_real_call
from casewright.models.network.price import price_of
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.settings import Endpoint

__all__ = ["BatchedModel"]


class BatchedModel(EndpointModel):
    """Waits for its jobs as long as they take; see `EndpointModel` for its arguments.

    A call is known by its key in the ledger, so that one which a crash left waiting finds its job again.
    """

    def __init__(self, endpoint: Endpoint, label: str | None, service: BatchService) -> None:
        super().__init__(endpoint, label)
        if endpoint.batch is None:
            raise SettingsError(f"{self.where()}: no batch is set for it")
        told = endpoint.batch
        rules = Rules(told.max_requests, told.wait_seconds, told.poll_seconds)
        self._desk = Desk(service, Journal(self._journal(told.journal)), rules)
        self._dialect = Dialect()

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers; see `Model.complete`."""
        refuse_real_call(self.name, self._endpoint.api_base)
        started, key = time.monotonic(), key_at_hand(request)
        received = await self._answer(key, request)
        try:
            reply = read_completion(received, request, time.monotonic() - started, self.name.partition("/")[2])
        except ModelFailure:
            await self._desk.free(key)  # a job's answer stays as it is: asking again means another job
            raise
        return replace(reply, usd=price_of(self._endpoint, reply.usage))

    async def close(self) -> None:
        await self._desk.close()

    def _journal(self, folder: Path) -> Path:
        place = [self.fingerprint, self._endpoint.api_base]
        return folder / f"{content_hash(place)}.jsonl"

    async def _answer(self, key: str, request: ModelRequest) -> Received:
        wanted = {"model": self.name.partition("/")[2], **chat_arguments(request, request.json_schema)}
        for _ in range(TRIES):
            body = self._dialect.spoken(wanted)
            received = _received(await self._desk.answer(key, body))
            if received.status == 200:
                return received
            await self._desk.free(key)
            error = error_of(received)
            failure = failure_of_status(received.status, received.headers, error.code, error.message, self.where())
            if getattr(failure, "kind", None) != "unsupported" or not self._dialect.learns(error, body):
                break
        raise failure


def _received(answer: Answer) -> Received:
    return Received(answer.status, {}, json.dumps(answer.body).encode())
