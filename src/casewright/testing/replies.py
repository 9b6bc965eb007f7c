"""What an endpoint can be told to do with a request: answer well, or fail in one of the ways providers do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "EndpointReply",
    "answer",
    "content_filter",
    "cut_off",
    "empty",
    "endless",
    "garbage",
    "garbage_json",
    "hang",
    "hidden_cut",
    "other_model",
    "rate_limited",
    "refusal",
    "refused_key",
    "reset",
    "server_error",
    "slow_loris",
    "thinking",
    "unknown_model",
    "wrapped_error",
    "wrong_length",
    "wrong_schema",
]


@dataclass(frozen=True, slots=True)
class EndpointReply:
    """One scripted reaction to a chat request; the functions of this module make the usual ones."""

    text: str = ""
    status: int = 200
    error: str = ""
    """The ``code`` of an error body, where ``status`` is no success."""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before the first byte."""
    pause: float = 0.0
    """Seconds between the pieces of a stream."""
    finish: str = "stop"
    reasoning: str | None = None
    refusal: str | None = None
    logprobs: Mapping[str, float] = field(default_factory=dict)
    """Candidates for the first token."""
    ending: Literal["whole", "reset", "cut", "endless", "hang", "raw", "drip"] = "whole"
    served: str = ""
    """The model's name in the reply, where it is another than was asked for."""
    completion_tokens: int | None = None
    """What the reply says it used; by default its words."""
    length: int = 0
    """Bytes that Content-Length is off by: more than come, or fewer."""


def answer(
    text: str,
    *,
    delay: float = 0.0,
    pause: float = 0.0,
    finish: str = "stop",
    reasoning: str | None = None,
    logprobs: Mapping[str, float] | None = None,
) -> EndpointReply:
    """A good answer, perhaps slow, cut by length, with a reasoning field or with log-probabilities."""
    return EndpointReply(text, delay=delay, pause=pause, finish=finish, reasoning=reasoning, logprobs=logprobs or {})


def thinking(text: str, thoughts: str = "", *, opening: bool = True, closing: bool = True) -> EndpointReply:
    """An answer behind ``<think>``; without ``opening``, as some servers cut it, or never closed."""
    return EndpointReply(f"{'<think>' * opening}{thoughts}{'</think>' * closing}{text}")


def rate_limited(retry_after: float | None = None) -> EndpointReply:
    """429, with Retry-After if given in seconds."""
    headers = {} if retry_after is None else {"Retry-After": f"{retry_after:g}"}
    return EndpointReply(status=429, error="rate_limit_exceeded", headers=headers)


def server_error(status: int = 500) -> EndpointReply:
    """The server's own fault."""
    return EndpointReply(status=status, error="server_error")


def refused_key(status: int = 401) -> EndpointReply:
    """The key is not accepted (401) or not allowed (403)."""
    return EndpointReply(status=status, error="invalid_api_key")


def unknown_model() -> EndpointReply:
    """404: the server has no such model."""
    return EndpointReply(status=404, error="model_not_found")


def reset() -> EndpointReply:
    """The connection is reset before a byte is sent."""
    return EndpointReply(ending="reset")


def cut_off(text: str = "The patient is a") -> EndpointReply:
    """The connection ends in the middle of the body."""
    return EndpointReply(text, ending="cut")


def slow_loris(text: str = "The patient is well.", *, pause: float = 0.02) -> EndpointReply:
    """A good answer, a few bytes at a time."""
    return EndpointReply(text, ending="drip", pause=pause)


def wrong_length(by: int, text: str = "The patient is well.") -> EndpointReply:
    """A body of another length than its header says, which then ends: more bytes announced, or (negative) fewer."""
    return EndpointReply(text, length=by)


def wrapped_error(code: str = "upstream_error") -> EndpointReply:
    """200, and an error in the body."""
    return EndpointReply(json.dumps({"error": {"message": "told to fail", "code": code}}), ending="raw")


def other_model(text: str = "The patient is well.", name: str = "somebody-else") -> EndpointReply:
    """A good answer under another model's name."""
    return EndpointReply(text, served=name)


def hidden_cut(text: str, tokens: int) -> EndpointReply:
    """A text cut at the limit of so many tokens that claims to have ended by itself."""
    return EndpointReply(text, completion_tokens=tokens)


def endless() -> EndpointReply:
    """Words until the client hangs up."""
    return EndpointReply("and so on " * 500, ending="endless")


def hang() -> EndpointReply:
    """Nothing, until the client hangs up."""
    return EndpointReply(ending="hang")


def empty() -> EndpointReply:
    """A success without a word."""
    return EndpointReply("")


def refusal(text: str = "I'm sorry, but I can't help with that.", *, marked: bool = False) -> EndpointReply:
    """The model declines, in words or (``marked``) in the reply's refusal field."""
    return EndpointReply(refusal=text) if marked else EndpointReply(text)


def content_filter() -> EndpointReply:
    """The provider's filter withheld the rest."""
    return EndpointReply("The", finish="content_filter")


def garbage() -> EndpointReply:
    """200, and a body that is no JSON."""
    return EndpointReply("<html>It works!</html>", ending="raw")


def garbage_json() -> EndpointReply:
    """A good reply whose text is broken JSON."""
    return EndpointReply('{"answer": "presen')


def wrong_schema() -> EndpointReply:
    """A good reply whose text is JSON of another shape than any schema of ours."""
    return EndpointReply('{"unexpected": [1, 2, 3]}')
