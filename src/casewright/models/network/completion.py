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
LONGEST_NAME = 120


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


def read_completion(received: Received, request: ModelRequest, seconds: float, asked: str = "") -> ModelReply:
    """The reply of a call that succeeded, unpriced; ``asked`` is the model's name as the server was given it.

    Raises:
        ModelFailure: garbage, refusal, content_filter, empty, truncated; connection where the JSON breaks off;
            unsupported where letters were asked for and no log-probabilities came.
    """
    answer = _object(_whole(received.body))
    choice = _object(next(iter(answer.get("choices") or ()), None))
    if not isinstance(choice.get("message"), dict):
        kind: FailureKind = "server" if answer.get("error") else "garbage"  # some wrap an error in a success
        raise ModelFailure(kind, "the reply is no chat completion")
    ended = str(choice.get("finish_reason") or "stop").lower()
    usage = _usage(_object(answer.get("usage")))
    # some say that a text ended by itself which they cut at the very last token that was allowed
    cut = ended in LENGTH or (ended == "stop" and usage.completion_tokens == request.max_tokens > 1)
    finish: Literal["stop", "length"] = "length" if cut else "stop"
    served = _served(answer, asked)
    if request.choices:
        shares = settle_choices(_candidates(choice), request.choices)
        best = max(shares, key=shares.__getitem__)
        return ModelReply(best, finish, usage, seconds, None, shares, served=served)
    message = choice["message"]
    content = _content(message)
    text = usable_text(content, finish=ended if ended == "content_filter" else finish)
    aside = str(message.get("reasoning_content") or message.get("reasoning") or "")
    return ModelReply(text, finish, count_thoughts(usage, content, aside), seconds, served=served)


def _whole(body: bytes) -> Any:
    found = _load(body)
    if found is None and body.lstrip()[:1] == b"{":
        raise ModelFailure("connection", "the reply breaks off in the middle")
    return found


def _served(answer: JSON, asked: str) -> str:
    """Another name than was asked for is kept: a dated version, an alias, or another model."""
    name = answer.get("model")
    return name[:LONGEST_NAME] if isinstance(name, str) and asked and name != asked else ""


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
