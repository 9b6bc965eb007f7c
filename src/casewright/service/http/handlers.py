"""Every exception that a route may end with, and the problem it is answered with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from casewright.errors import CasewrightError, SampleFaultError, StorageError
from casewright.service.http.answering import answer
from casewright.service.http.complaints import complaints
from casewright.service.http.translating import problem_of
from casewright.service.problems import Problem

__all__ = ["add_handlers", "problem_for"]

BY_STATUS: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "the body can't be read"),
    401: ("unauthenticated", "send a key: Authorization: Bearer KEY"),
    403: ("forbidden", "the key may not do this"),
    404: ("not-found", "there is nothing here"),
    405: ("method-not-allowed", "the Allow header has the methods of this place"),
    413: ("too-large", "the body is longer than is allowed"),
    415: ("unsupported-media-type", "the body's type is not read here"),
}


def add_handlers(app: FastAPI) -> None:
    """Answers all of them centrally."""

    async def handler(request: Request, error: Exception) -> Response:
        return answer(request, problem_for(request, error))

    for kind in (Problem, CasewrightError, HTTPException, RequestValidationError, OperationalError, InterfaceError):
        app.add_exception_handler(kind, handler)


def problem_for(request: Request, error: Exception) -> Problem:
    """The problem that an exception is, seen from outside; ``internal`` where nobody expected it."""
    match error:
        case Problem():
            return error
        case CasewrightError():
            return problem_of(error)
        case HTTPException():
            return _of_status(error)
        case RequestValidationError():
            return _of_validation(request, error)
        case OperationalError() | InterfaceError():
            return problem_of(StorageError())
    return problem_of(SampleFaultError())


def _of_status(error: HTTPException) -> Problem:
    slug, told = BY_STATUS.get(error.status_code, ("bad-request", "the request can't be answered"))
    return Problem(slug, told, headers=error.headers)


def _of_validation(request: Request, error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return Problem("bad-request", "the body is no JSON")
    told = complaints(found, _field_names(request.app))
    return Problem("invalid", "the request doesn't fit the schema; errors says where", errors=told)


def _field_names(app: FastAPI) -> frozenset[str]:
    """Names of fields and parameters that the OpenAPI has, and where they stand; looked for once."""
    if not hasattr(app.state, "field_names"):
        app.state.field_names = frozenset(_names(app.openapi())) | {"body", "query", "path", "header", "cookie"}
    found: frozenset[str] = app.state.field_names
    return found


def _names(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(_names, part))
    if not isinstance(part, Mapping):
        return set()
    own = set(part.get("properties", ())) | ({part["name"]} if isinstance(part.get("name"), str) else set())
    return own.union(*(_names(value) for name, value in part.items() if name not in ("example", "examples")))
