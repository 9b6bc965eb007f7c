"""The OpenAPI is complete: every operation is described, shown by examples, and says which errors it answers with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from casewright.service.problems import PREFIX, PROBLEMS, Problem

HEALTH = ("/livez", "/readyz", "/metrics")
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture
def document(app: FastAPI) -> dict[str, Any]:
    return app.openapi()


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each with its method and path."""
    for path, item in document["paths"].items():
        yield from ((f"{method.upper()} {path}", operation) for method, operation in item.items() if method in METHODS)


def shown(content: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    """Whether a body or an answer has an example, of its own or of its schema; files need none."""
    schema = content.get("schema", {})
    if schema.get("format") == "binary" or "contentMediaType" in schema:
        return True
    named = [part["$ref"].rpartition("/")[2] for part in (schema, *schema.get("anyOf", ())) if "$ref" in part]
    parts = (content, schema, *(document["components"]["schemas"][name] for name in named))
    return any(part.get(name) is not None for part in parts for name in ("example", "examples"))


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    """With a tag, a line, a text, and an id of its own."""
    found = dict(operations(document))
    assert {"POST /v1/jobs", "POST /v1/evaluate", "POST /v1/chat/completions", "GET /readyz"} <= found.keys()
    lacking = {
        name for name, told in found.items() if not all(told.get(part) for part in ("tags", "summary", "description"))
    }
    assert not lacking
    assert len({told["operationId"] for told in found.values()}) == len(found)


def test_bodies_and_answers_have_examples(document: dict[str, Any]) -> None:
    """So that a reader can copy one."""
    lacking = []
    for name, told in operations(document):
        contents = {"body": told.get("requestBody", {}).get("content", {})}
        contents |= {status: answer.get("content", {}) for status, answer in told["responses"].items()}
        lacking += [
            f"{name} {where}"
            for where, content in contents.items()
            if not all(shown(one, document) for one in content.values())
        ]
    assert not lacking


def test_every_operation_says_who_may_and_what_can_go_wrong(document: dict[str, Any]) -> None:
    """A key is asked for everywhere but for health; bodies can be too long, and no answer is FastAPI's own 422."""
    for name, told in operations(document):
        open_to_all = name.endswith(HEALTH)
        assert told["security"] == ([] if open_to_all else [{"key": []}]), name
        needed = {"500"} if open_to_all else {"401", "403", "404", "422", "429", "500", "503"}
        needed |= {"400", "413", "415"} if "requestBody" in told else set()
        assert needed <= told["responses"].keys(), name
    assert "HTTPValidationError" not in str(document)


def test_no_page_is_in_it(document: dict[str, Any]) -> None:
    """Pages are for people."""
    assert not [path for path in document["paths"] if not path.startswith("/v1/") and path not in HEALTH]


@pytest.mark.parametrize("slug", PROBLEMS)
def test_problems_are_as_documented(slug: str, document: dict[str, Any]) -> None:
    """Each has the members that the schema asks for, a type from its list, and a status that errors have."""
    schema = document["components"]["schemas"]["Problem"]
    body = TypeAdapter(dict[str, Any]).validate_python(Problem(slug, "…").body("urn:x"))
    assert set(schema["required"]) <= body.keys() <= schema["properties"].keys()
    assert body["type"] in schema["properties"]["type"]["enum"]
    assert body["type"] == PREFIX + slug
    assert 400 <= body["status"] < 600


async def test_anybody_may_read_it(app: FastAPI) -> None:
    """It says how to use the service, and nothing of what it holds."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://casewright.test") as client:
        assert (await client.get("/v1/openapi.json")).json()["info"]["title"] == "Casewright"
