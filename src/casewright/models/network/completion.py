"""Reading a chat completion, in whatever shape a server sent it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from casewright.errors import FailureKind, ModelFailure
from casewright.models.answers import settle_choices, usable_text
from casewright.models.network.connection import Received
from casewright.models.protocol import ModelReply, ModelRequest, Usage
from casewright.models.thoughts import count_thoughts

__all__ = ["ServerError", "error_of", "read_completion"]

LENGTH = frozenset({"length", "max_tokens", "model_length"})
JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ServerError:
    """What a server said went wrong. It may hold prompts or keys, so it is looked at and never repeated."""

    code: str
    param: str
    message: str


def error_of(received: Received) -> ServerError:
    """The error in a reply's body; empty where there is none that can be read."""
    found = _object(_load(received.body)).get("error")
    if isinstance(found, str):
        return ServerError("", "", found)
    error = _object(found)
    return ServerError(*(str(error.get(name) or "") for name in ("code", "param", "message")))


def read_completion(received: Received, request: ModelRequest, seconds: float) -> ModelReply:
    """The reply of a call that succeeded, unpriced.

    Raises:
        ModelFailure: garbage, refusal, content_filter, empty, truncated; unsupported where letters were asked for
            and no log-probabilities came.
    """
    answer = _object(_load(received.body))
    choice = _object(next(iter(answer.get("choices") or ()), None))
    if not isinstance(choice.get("message"), dict):
        kind: FailureKind = "server" if answer.get("error") else "garbage"  # some wrap an error in a success
        raise ModelFailure(kind, "the reply is no chat completion")
    ended = str(choice.get("finish_reason") or "stop").lower()
    finish: Literal["stop", "length"] = "length" if ended in LENGTH else "stop"
    usage = _usage(_object(answer.get("usage")))
    if request.choices:
        shares = settle_choices(_candidates(choice), request.choices)
        return ModelReply(max(shares, key=shares.__getitem__), finish, usage, seconds, None, shares)
    message = choice["message"]
    content = _content(message)
    text = usable_text(content, finish=ended if ended == "content_filter" else finish)
    aside = str(message.get("reasoning_content") or message.get("reasoning") or "")
    return ModelReply(text, finish, count_thoughts(usage, content, aside), seconds)


def _load(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _object(found: Any) -> JSON:
    return found if isinstance(found, dict) else {}


def _content(message: JSON) -> str:
    if message.get("refusal"):
        raise ModelFailure("refusal", "the model declined to answer")
    content = message.get("content")
    if isinstance(content, list):  # parts, as some servers have them
        return "".join(str(_object(part).get("text") or "") for part in content)
    return content if isinstance(content, str) else ""


def _candidates(choice: JSON) -> list[tuple[str, float]]:
    content = _object(choice.get("logprobs")).get("content")
    first = _object(content[0]) if isinstance(content, list) and content else {}
    found = [_object(item) for item in first.get("top_logprobs") or ()]
    if not found:
        raise ModelFailure("unsupported", "the server gives no log-probabilities")
    try:
        return [(str(item["token"]), float(item["logprob"])) for item in found]
    except (KeyError, TypeError, ValueError):
        raise ModelFailure("garbage", "the log-probabilities can't be read") from None


def _usage(used: JSON) -> Usage:
    thoughts = _object(used.get("completion_tokens_details")).get("reasoning_tokens")
    return Usage(_count(used.get("prompt_tokens")), _count(used.get("completion_tokens")), _count(thoughts))


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
