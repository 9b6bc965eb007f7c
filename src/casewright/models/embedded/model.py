"""Embedded weights as a model: started at the first call, one call at a time, never in the event loop's way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from casewright.errors import ModelFailure
from casewright.models.answers import settle_choices, usable_text
from casewright.models.embedded.catalogue import find_weights
from casewright.models.embedded.client import JSON, LlamaClient
from casewright.models.embedded.obtain import Report, obtain
from casewright.models.embedded.process import LlamaProcess, free_threads
from casewright.models.protocol import ModelReply, ModelRequest, Usage

__all__ = ["EmbeddedModel"]

CANDIDATES = 500


class EmbeddedModel:
    """Weights of the catalogue, run by llama.cpp in a process of its own. The same request gives the same text.

    Args:
        name: as in the catalogue, such as ``smollm2-135m``.
        threads: cores to use; default those that are free when it starts, at most four.
        context: tokens that prompt and reply may have together.
        offline: don't fetch weights that are not in the cache.
        report: hears about progress while weights are fetched.
    """

    def __init__(
        self,
        name: str,
        *,
        threads: int | None = None,
        context: int = 8192,
        offline: bool = False,
        report: Report | None = None,
    ) -> None:
        self._weights = find_weights(name)
        self._threads, self._context, self._offline, self._report = threads, context, offline, report
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=f"embedded-{name}")
        self._process: LlamaProcess | None = None
        self._client: LlamaClient | None = None

    @property
    def name(self) -> str:
        return f"embedded/{self._weights.name}"

    @property
    def family(self) -> str:
        return self._weights.family

    @property
    def fingerprint(self) -> str:
        return f"{self.name}@{self._weights.sha256[:16]}"

    @property
    def small(self) -> bool:
        return True

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers; see `Model.complete`."""
        call = _Call(self, request)
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._executor, call.run)
        except asyncio.CancelledError:
            call.cancel()
            raise

    async def close(self) -> None:
        """Ends the process and frees its memory; a later call would start it again."""
        if self._client:
            self._client.abort()
        await asyncio.get_running_loop().run_in_executor(self._executor, self._stop)

    def ready_client(self, cancelled: Callable[[], bool]) -> LlamaClient:
        """The client of a running process; fetches weights and starts one if need be. Blocking."""
        if self._process is None or not self._process.alive:
            self._stop()
            path = obtain(self._weights.name, offline=self._offline, report=self._heard(cancelled))
            self._process = LlamaProcess(path, threads=self._threads or free_threads(), context=self._context)
            self._client = LlamaClient(self._process)
        assert self._client is not None  # noqa: S101 - made with its process
        self._client.aborted = False
        return self._client

    def _heard(self, cancelled: Callable[[], bool]) -> Report:
        def tell(message: str, share: float) -> None:
            if cancelled():  # a fetch is left between two parts, and goes on there next time
                raise ModelFailure("connection", "the call was cancelled")
            if self._report:
                self._report(message, share)

        return tell

    def _stop(self) -> None:
        if self._process:
            self._process.stop()
        self._process = self._client = None


class _Call:
    """One request on its way through the thread; cancelling it hangs up on llama.cpp."""

    def __init__(self, model: EmbeddedModel, request: ModelRequest) -> None:
        self._model, self._request = model, request
        self._client: LlamaClient | None = None
        self._cancelled = False

    def cancel(self) -> None:
        self._cancelled = True
        if self._client:
            self._client.abort()

    def run(self) -> ModelReply:
        client = self._model.ready_client(lambda: self._cancelled)
        self._client = client
        if self._cancelled:
            raise ModelFailure("connection", "the call was cancelled")
        started = time.monotonic()
        try:
            return _reply(client.chat(_body(self._request)), self._request, time.monotonic() - started)
        finally:
            self._client = None


def _body(request: ModelRequest) -> dict[str, Any]:
    body: dict[str, Any] = {
        "messages": [{"role": message.role, "content": message.content} for message in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed % 2**32,
        "stop": list(request.stop),
    }
    if request.json_schema is not None:
        body["response_format"] = {"type": "json_schema", "json_schema": {"schema": dict(request.json_schema)}}
    if request.choices:
        body |= {"logprobs": True, "top_logprobs": CANDIDATES}
    return body


def _reply(answer: JSON, request: ModelRequest, seconds: float) -> ModelReply:
    choice, used = answer["choices"][0], answer["usage"]
    finish = "length" if choice["finish_reason"] == "length" else "stop"
    logprobs = settle_choices(_candidates(choice), request.choices) if request.choices else {}
    written = choice["message"]["content"] or ""
    return ModelReply(
        text=max(logprobs, key=logprobs.__getitem__) if logprobs else usable_text(written, finish=finish),
        finish=finish,  # type: ignore[arg-type]
        usage=Usage(used["prompt_tokens"], used["completion_tokens"]),
        seconds=seconds,
        usd=0.0,
        choice_logprobs=logprobs,
    )


def _candidates(choice: JSON) -> list[tuple[str, float]]:
    first = choice["logprobs"]["content"][0]
    return [(item["token"], item["logprob"]) for item in first["top_logprobs"]]
