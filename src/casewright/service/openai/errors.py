"""Problems in the form in which OpenAI's clients expect an error, with ours inside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from casewright.service.problems import Problem

__all__ = ["answer", "error_object"]

TYPES: Mapping[int, str] = {
    401: "authentication_error",
    402: "insufficient_quota",
    403: "permission_error",
    429: "rate_limit_error",
}
"""By status; others below 500 are invalid requests."""
TRANSIENT = ("rate-limited", "too-many-at-once", "queue-full", "storage-unavailable", "draining")
"""Nothing was begun: a client may ask again by itself."""


def error_object(problem: Problem) -> dict[str, Any]:
    """The value of ``error``: OpenAI's four members, and the problem under ``casewright``."""
    fallback = "server_error" if problem.status >= 500 else "invalid_request_error"
    return {
        "message": problem.detail,
        "type": TYPES.get(problem.status, fallback),
        "param": None,
        "code": problem.slug,
        "casewright": problem.body(),
    }


def answer(request: Request, problem: Problem) -> Response:
    """The error answer. OpenAI's clients ask again on 409, 429 and from 500 on, unless they are told not to."""
    again = {"x-should-retry": "true" if problem.slug in TRANSIENT else "false"}
    return JSONResponse({"error": error_object(problem)}, problem.status, {**again, **problem.headers})
