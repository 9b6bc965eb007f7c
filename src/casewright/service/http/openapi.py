"""The OpenAPI, complete: who may call, which problems an operation answers with, and what they look like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from casewright.service.http.answering import INSTANCE, MEDIA_TYPE
from casewright.service.openai.errors import error_object
from casewright.service.problems import PREFIX, PROBLEMS, Problem

__all__ = ["PROBLEMS_OF", "add_openapi"]

TOLD = """\
Orders for an ICD-10 code go in; reports that passed the gate come out, with the evidence. Jobs are done by workers,
never in a request. Every error is `application/problem+json` with a stable `type`, and repeats nothing of the input.
"""
HEALTH = ("/livez", "/readyz", "/metrics")
PROBLEMS_OF = "x-problems"
"""Where a route's ``openapi_extra`` lists problems of its own, by slug, beside those of all."""
METHODS = ("get", "post", "put", "patch", "delete")
ALWAYS = ("unauthenticated", "forbidden", "not-found", "invalid", "rate-limited", "internal", "storage-unavailable")
WITH_BODY = ("bad-request", "too-large", "unsupported-media-type")
IN_HEALTH = {"/livez": ("internal",), "/readyz": ("internal", "storage-unavailable"), "/metrics": ("internal",)}
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. Match on `type`; further members are names and figures.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [PREFIX + slug for slug in PROBLEMS]},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What was wrong and what is allowed."},
        "instance": {"type": "string", "description": "The request's id, as in the X-Request-Id header."},
        "errors": {
            "type": "array",
            "description": "With `invalid`: which fields.",
            "items": {
                "type": "object",
                "required": ["where", "what"],
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
            },
        },
    },
}
OPENAI = ("/v1/models", "/v1/chat/")
"""Paths whose errors have OpenAI's form."""
OPENAI_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "title": "OpenAIError",
    "description": "An error as OpenAI's clients expect it; the problem is under `casewright`.",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code", "casewright"],
            "properties": {
                "message": {"type": "string"},
                "type": {"type": "string"},
                "param": {"type": ["string", "null"]},
                "code": {"type": "string", "enum": list(PROBLEMS)},
                "casewright": {"$ref": "#/components/schemas/Problem"},
            },
        }
    },
}
SECURITY: Mapping[str, Any] = {
    "key": {"type": "http", "scheme": "bearer", "description": "A key made by `casewright key create`."}
}


def add_openapi(app: FastAPI) -> None:
    """Puts the complete document in the place of FastAPI's."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign] # the way FastAPI documents


def _document(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title=app.title, version=version("casewright"), description=TOLD, routes=app.routes)
    found["paths"] = {path: item for path, item in found["paths"].items() if path.startswith("/v1/") or path in HEALTH}
    parts = found.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"], schemas["OpenAIError"] = SCHEMA, OPENAI_SCHEMA
    parts["securitySchemes"] = SECURITY
    for path, operation in _operations(found):
        _complete(path, operation)
    return found


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        yield from ((path, operation) for method, operation in item.items() if method in METHODS)


def _complete(path: str, operation: dict[str, Any]) -> None:
    operation["security"] = [] if path in HEALTH else [{"key": []}]
    own: Iterable[str] = operation.pop(PROBLEMS_OF, ())
    slugs = (*(IN_HEALTH.get(path) or (*ALWAYS, *(WITH_BODY if "requestBody" in operation else ()))), *own)
    responses = operation.setdefault("responses", {})
    responses.pop("422", None)
    form, media = ("OpenAIError", "application/json") if path.startswith(OPENAI) else ("Problem", MEDIA_TYPE)
    schema = {"$ref": f"#/components/schemas/{form}"}
    for slug in slugs:
        status, title = PROBLEMS[slug]
        told = responses.setdefault(str(status), {"description": title, "content": {}})
        content = told.setdefault("content", {}).setdefault(media, {"schema": schema, "examples": {}})
        content.setdefault("examples", {})[slug] = {"summary": title, "value": _example(slug, form)}


def _example(slug: str, form: str) -> dict[str, Any]:
    problem = Problem(slug, PROBLEMS[slug][1].lower())
    if form == "OpenAIError":
        return {"error": error_object(problem)}
    return problem.body(f"{INSTANCE}7f3c9a4e5b6d4c1f8a2b3c4d5e6f7a8b")
