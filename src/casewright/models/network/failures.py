"""Errors of servers and client libraries as ours. Nothing a provider wrote is repeated: it may hold keys or prompts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from casewright.errors import CasewrightError, FailureKind, ModelAccessError, ModelFailure

__all__ = ["failure_of_status", "translate"]

ACCESS = {
    401: "its key is refused or missing",
    402: "its account has no credit",
    403: "its key does not allow this model",
    404: "there is no such model, or no such address",
}
BY_NAME: dict[str, FailureKind] = {
    "ContextWindowExceededError": "too_long",
    "ContentPolicyViolationError": "content_filter",
    "Timeout": "timeout",
    "APIConnectionError": "connection",
    "MidStreamFallbackError": "connection",
    "APIResponseValidationError": "garbage",
}
CODE = re.compile(r"[a-z_]{3,40}")
TOO_LONG = re.compile(r"context[ _](?:length|window|size)|maximum context|too many tokens|prompt is too long", re.I)
FILTERED = re.compile(r"content[ _](?:filter|policy|management)", re.I)


def failure_of_status(
    status: int, headers: Mapping[str, str], code: str, message: str, where: str
) -> ModelAccessError | ModelFailure:
    """What to raise for a status other than 200, with the code and message of its body, which are not repeated."""
    shown = _shown(status, code if CODE.fullmatch(code) else None)
    if status in ACCESS or code == "insufficient_quota":
        return ModelAccessError(f"{where}: {ACCESS.get(status, ACCESS[402])}{shown}")
    if 300 <= status < 400:
        return ModelAccessError(
            f"{where}: its address leads elsewhere, which is not followed; name the last one{shown}"
        )
    kind: FailureKind = _kind_of_status(status)
    if kind == "unsupported" and FILTERED.search(f"{code} {message}"):
        kind = "content_filter"
    elif kind == "unsupported" and TOO_LONG.search(f"{code} {message}"):
        kind = "too_long"
    after = _retry_after_of(headers) if kind == "rate_limited" else None
    return ModelFailure(kind, f"{where}: refused{shown}", retry_after=after)


def translate(error: Exception, where: str) -> CasewrightError:
    """What to raise instead of ``error``; ``where`` names the model and its endpoint."""
    status, code = getattr(error, "status_code", None), _code(error)
    if status in ACCESS or code == "insufficient_quota":
        return ModelAccessError(f"{where}: {ACCESS.get(status or 0, ACCESS[402])}{_shown(status, code)}")
    kind = _kind(error, status)
    after = _retry_after(error) if kind == "rate_limited" else None
    return ModelFailure(kind, f"{where}: {type(error).__name__}{_shown(status, code)}", retry_after=after)


def _kind(error: Exception, status: int | None) -> FailureKind:
    if type(error).__name__ in BY_NAME:
        return BY_NAME[type(error).__name__]
    # litellm gives both of these status 500
    if "Connection error" in str(error):
        return "connection"
    if "invalid response" in str(error) or not isinstance(status, int) or status == 200:
        return "garbage"
    return _kind_of_status(status)


def _kind_of_status(status: int) -> FailureKind:
    if status == 413:
        return "too_long"
    if status == 429:
        return "rate_limited"
    if status in (400, 405, 422):
        return "unsupported"
    return "timeout" if status in (408, 504) else "server"


def _code(error: Exception) -> str | None:
    body = getattr(error, "body", None)
    found = body.get("code") if isinstance(body, dict) else getattr(error, "code", None)
    return found if isinstance(found, str) and CODE.fullmatch(found) else None


def _shown(status: Any, code: str | None) -> str:
    shown = ", ".join(str(part) for part in (status, code) if part)
    return f" ({shown})" if shown else ""


def _retry_after(error: Exception) -> float | None:
    for headers in (getattr(error, "litellm_response_headers", None), getattr(error, "headers", None),
                    getattr(getattr(error, "response", None), "headers", None)):  # fmt: skip
        if headers is not None and (seconds := _retry_after_of(headers)) is not None:
            return seconds
    return None


def _retry_after_of(headers: Any) -> float | None:
    value = headers.get("retry-after")
    return _seconds(value) if value else None


def _seconds(value: str) -> float | None:
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
