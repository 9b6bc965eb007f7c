"""A model over the network. Replies are taken whole: litellm spends thirty times the CPU on a streamed one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from casewright.errors import ModelFailure
from casewright.models.answers import settle_choices, usable_text
from casewright.models.network.asking import chat_arguments, reply_limit
from casewright.models.network.cap import capped
from casewright.models.network.client import close_client, open_client
from casewright.models.network.endpoint_model import EndpointModel
from casewright.models.network.failures import translate
from casewright.models.network.guard import refuse_real_call
from casewright.models.network.library import litellm
from casewright.models.network.price import price_of
from casewright.models.protocol import ModelReply, ModelRequest, Usage
from casewright.models.thoughts import count_thoughts
from casewright.settings import Endpoint

__all__ = ["LitellmModel"]

QUIETLY = {"num_retries": 0, "max_retries": 0, "drop_params": True}


class LitellmModel(EndpointModel):
    """Any provider that litellm knows; see `EndpointModel` for its arguments."""

    def __init__(self, endpoint: Endpoint, label: str | None = None) -> None:
        super().__init__(endpoint, label)
        self._client: Any = None
        self._ignores_schema = False

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers; see `Model.complete`."""
        refuse_real_call(self.name, self._endpoint.api_base)
        await asyncio.to_thread(litellm)
        started = time.monotonic()
        answer = await self._answer(request)
        return self._reply(answer, request, time.monotonic() - started)

    async def close(self) -> None:
        client, self._client = self._client, None
        await close_client(client)

    async def _answer(self, request: ModelRequest) -> Any:
        schema = None if self._ignores_schema else request.json_schema
        try:
            return await self._call(request, schema)
        except ModelFailure as failure:
            if schema is None or failure.kind != "unsupported":
                raise
        # the prompt holds the schema too, so a server that can't enforce it may still follow it
        self._ignores_schema = True
        return await self._call(request, None)

    async def _call(self, request: ModelRequest, schema: Mapping[str, Any] | None) -> Any:
        key = self._endpoint.key()
        # an address of the user's own never gets a key that the environment holds for somebody else
        secret = key.get_secret_value() if key else ("none" if self._endpoint.api_base else None)
        limit = reply_limit(request)
        with capped(limit) as cap:
            try:
                return await litellm().acompletion(
                    **chat_arguments(request, schema),
                    **QUIETLY,
                    **self._place(secret),
                    timeout=self._endpoint.timeout_seconds,
                )
            except Exception as error:  # noqa: BLE001 - the border: whatever it raises is translated
                if cap.overrun:
                    raise ModelFailure("too_long", f"{self.where()}: hung up after {limit:,} bytes") from None
                # from None: the original holds the request with its key
                raise translate(error, self.where()) from None

    def _place(self, secret: str | None) -> dict[str, Any]:
        endpoint = self._endpoint
        provider = endpoint.model.partition("/")[0]
        if self._client is None:
            self._client = open_client(provider, endpoint.api_base, secret)
        return {"model": endpoint.model, "api_base": endpoint.api_base, "api_key": secret, "client": self._client}

    def _reply(self, answer: Any, request: ModelRequest, seconds: float) -> ModelReply:
        choice, usage = answer.choices[0], _usage(answer)
        logprobs = settle_choices(_candidates(choice), request.choices) if request.choices else {}
        finish = "length" if choice.finish_reason == "length" else "stop"
        if logprobs:
            text = max(logprobs, key=logprobs.__getitem__)
        else:
            content = _content(choice)
            text = usable_text(content, finish=choice.finish_reason or "stop")
            usage = count_thoughts(usage, content, getattr(choice.message, "reasoning_content", None))
        usd = price_of(self._endpoint, usage)
        return ModelReply(text, finish, usage, seconds, usd, logprobs)  # type: ignore[arg-type]


def _content(choice: Any) -> str:
    message = choice.message
    marked = getattr(message, "refusal", None) or (getattr(message, "provider_specific_fields", None) or {}).get(
        "refusal"
    )
    if marked:
        raise ModelFailure("refusal", "the model declined to answer")
    return str(message.content or "")


def _candidates(choice: Any) -> list[tuple[str, float]]:
    found = getattr(choice, "logprobs", None)
    content = found.get("content") if isinstance(found, dict) else getattr(found, "content", None)
    if not content:
        raise ModelFailure("unsupported", "the server gives no log-probabilities")
    tops = content[0].top_logprobs if hasattr(content[0], "top_logprobs") else content[0]["top_logprobs"]
    return [(item.token, item.logprob) if hasattr(item, "token") else (item["token"], item["logprob"]) for item in tops]


def _usage(answer: Any) -> Usage:
    used = getattr(answer, "usage", None)
    details = getattr(used, "completion_tokens_details", None)
    thoughts = getattr(details, "reasoning_tokens", None)
    return Usage(
        getattr(used, "prompt_tokens", None) or 0, getattr(used, "completion_tokens", None) or 0, thoughts or 0
    )
