"""Chat completions as OpenAI's API words them, whole or as server-sent events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import Any

from casewright.testing.replies import EndpointReply

__all__ = ["stream", "whole"]

JSON = dict[str, Any]
DRIP = 8
"""Bytes of a piece from a server that drips."""


def whole(reply: EndpointReply, request: Mapping[str, Any]) -> Iterator[str]:
    """The body of a reply that is not streamed, in pieces; cut or endless if told so."""
    message: JSON = {"role": "assistant", "content": None if reply.refusal else reply.text}
    if reply.reasoning is not None:
        message["reasoning_content"] = reply.reasoning
    if reply.refusal:
        message["refusal"] = reply.refusal
    choice = {"index": 0, "message": message, "finish_reason": reply.finish, "logprobs": _logprobs(reply)}
    body = _envelope("chat.completion", request, choices=[choice], usage=_usage(reply, request))
    body["model"] = reply.served or body["model"]
    text = json.dumps(body)
    if reply.ending == "whole":
        yield text
        return
    if reply.ending == "drip":
        yield from (text[at : at + DRIP] for at in range(0, len(text), DRIP))
        return
    yield text[: text.index(reply.text[:10]) + 5]
    if reply.ending == "endless":
        yield from repeat(reply.text)


def stream(reply: EndpointReply, request: Mapping[str, Any]) -> Iterator[str]:
    """The same as server-sent events, a word a piece."""
    yield _event(request, {"role": "assistant", "content": ""})
    if reply.reasoning is not None:
        yield _event(request, {"reasoning_content": reply.reasoning})
    if reply.refusal:
        yield _event(request, {"refusal": reply.refusal})
    words = re.findall(r"\s*\S+\s*", reply.text)
    for number, word in enumerate(words if reply.ending != "endless" else repeat(reply.text)):
        yield _event(request, {"content": word}, logprobs=_logprobs(reply) if number == 0 else None)
    if reply.ending == "cut":
        return
    yield _event(request, {}, finish=reply.finish)
    if (request.get("stream_options") or {}).get("include_usage"):
        yield _data(_envelope("chat.completion.chunk", request, choices=[], usage=_usage(reply, request)))
    yield "data: [DONE]\n\n"


def _event(request: Mapping[str, Any], delta: JSON, *, finish: str | None = None, logprobs: JSON | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": logprobs}
    return _data(_envelope("chat.completion.chunk", request, choices=[choice]))


def _data(body: JSON) -> str:
    return f"data: {json.dumps(body)}\n\n"


def _envelope(kind: str, request: Mapping[str, Any], **rest: Any) -> JSON:
    return {"id": "chatcmpl-test", "object": kind, "created": 0, "model": request.get("model", "test"), **rest}


def _usage(reply: EndpointReply, request: Mapping[str, Any]) -> JSON:
    asked = sum(len(str(message.get("content")).split()) for message in request.get("messages", ()))
    thoughts = len((reply.reasoning or "").split())
    said = len(reply.text.split()) + thoughts if reply.completion_tokens is None else reply.completion_tokens
    details = {"completion_tokens_details": {"reasoning_tokens": thoughts}} if thoughts else {}
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said, **details}


def _logprobs(reply: EndpointReply) -> JSON | None:
    if not reply.logprobs:
        return None
    top = [{"token": token, "logprob": value, "bytes": None} for token, value in reply.logprobs.items()]
    return {"content": [{**max(top, key=lambda item: float(str(item["logprob"]))), "top_logprobs": top}]}
