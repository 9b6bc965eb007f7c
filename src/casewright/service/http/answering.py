"""How a problem is told: problem+json, or the form that a part of the service has for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from casewright.service.problems import Problem

__all__ = ["INSTANCE", "MEDIA_TYPE", "Face", "answer", "problem_response"]

MEDIA_TYPE = "application/problem+json"
INSTANCE = "urn:casewright:request:"
Face = Callable[[Request, Problem], Response]


def answer(request: Request, problem: Problem) -> Response:
    """The answer in the form that goes with the request's path."""
    state: Any = request.scope["app"].state
    state.figures.problems.labels(problem.slug).inc()
    path: str = request.scope["path"]
    faces: Sequence[tuple[str, Face | None]] = state.faces
    face = next((face for prefix, face in faces if path.startswith(prefix)), None)
    return problem_response(request, problem) if face is None else face(request, problem)


def problem_response(request: Request, problem: Problem) -> Response:
    """RFC 9457, with the request's id as its instance."""
    instance = INSTANCE + request.scope["state"]["request_id"]
    headers = {"WWW-Authenticate": "Bearer"} if problem.status == 401 else {}
    return JSONResponse(problem.body(instance), problem.status, {**headers, **problem.headers}, MEDIA_TYPE)
