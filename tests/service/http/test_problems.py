"""Every error is problem+json with a stable type, and says nothing of what was sent."""

from __future__ import annotations

import logging
from traceback import format_exception
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from casewright.service.problems import PREFIX


def told(response: httpx.Response) -> dict[str, Any]:
    """The problem of an answer, once it is clear that it is one."""
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == response.status_code
    assert body["instance"].endswith(response.headers["x-request-id"])
    return {**body, "slug": body["type"].removeprefix(PREFIX)}


@pytest.mark.parametrize(
    ("which", "slug", "kept"),
    [
        ("name", "unknown-name", "known: intake, progress"),
        ("usage", "unusable", "there are for F32.1"),
        ("storage", "storage-unavailable", "again later"),
        ("budget", "budget-spent", "spent"),
        ("pause", "model-unavailable", "again later"),
        ("fault", "internal", "our fault"),
    ],
)
async def test_errors_of_ours_keep_what_was_allowed(
    anybody: httpx.AsyncClient, which: str, slug: str, kept: str
) -> None:
    """What was sent is left out, and so is every address."""
    problem = told(await anybody.get(f"/v1/odd/fail/{which}"))
    assert problem["slug"] == slug
    assert kept in problem["detail"]
    assert "SEC" not in str(problem)


@pytest.mark.parametrize(
    ("body", "where", "what"),
    [
        ({"SECRET": 1}, "body.…", "Extra inputs"),
        ({"language": "SECRET"}, "body.language", "'en' or 'es'"),
        ({"code": "SECRET" * 9}, "body.code", "at most 8 characters"),
        ({"texts": {"SECRET": "SECRET"}}, "body.texts.…", "valid integer"),
        ({"number": "SECRET"}, "body.number", "not allowed here"),
        (["SECRET"], "body", "object"),
    ],
)
async def test_fields_are_named_and_values_are_not(
    anybody: httpx.AsyncClient, body: Any, where: str, what: str
) -> None:
    """Neither are names that the client made up, nor what a validator's own words repeat."""
    response = await anybody.post("/v1/odd/wish", json=body)
    problem = told(response)
    assert (problem["slug"], problem["errors"][0]["where"]) == ("invalid", where)
    assert what in problem["errors"][0]["what"]
    assert "SECRET" not in response.text


@pytest.mark.parametrize("body", ["{", '{"code": SECRET}', "[" * 100_000, b"\xff\xfe", '{"code": 1e', ""])
async def test_what_is_no_json_is_a_bad_request(anybody: httpx.AsyncClient, body: str | bytes) -> None:
    """However deep it is nested."""
    response = await anybody.post("/v1/odd/wish", content=body, headers={"Content-Type": "application/json"})
    problem = told(response)
    assert problem["slug"] in ("bad-request", "invalid")
    assert "SECRET" not in response.text


async def test_places_and_methods_that_are_not_there(anybody: httpx.AsyncClient) -> None:
    """A wrong method is told the right ones; a path is not repeated."""
    missing, wrong = await anybody.get("/v1/SECRET"), await anybody.put("/v1/odd/wish", json={})
    assert told(missing)["slug"] == "not-found"
    assert "SECRET" not in missing.text
    assert told(wrong)["slug"] == "method-not-allowed"
    assert wrong.headers["allow"] == "POST"


async def test_a_fault_is_logged_by_its_place_alone(
    anybody: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The line has the request's id, the kind and where it came from; its message may hold what was sent."""
    caplog.set_level(logging.INFO)
    response = await anybody.get("/v1/odd/fail/fault", params={"note": "SECRET"})
    (line,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert response.headers["x-request-id"] in line
    assert "RuntimeError" in line
    assert "fail:" in line
    assert not [
        record for record in caplog.records if record.name[:10] == "casewright" and "SECRET" in str(vars(record))
    ]


async def test_a_broken_stream_breaks_off(odd: FastAPI) -> None:
    """The server hears that it can't be finished, and not why: it would write that down."""
    transport = httpx.ASGITransport(odd)
    async with httpx.AsyncClient(transport=transport, base_url="http://casewright.test") as client:
        with pytest.raises(Exception, match=r"^$") as caught:
            await client.get("/v1/odd/broken-stream")
    assert "SECRET" not in "".join(format_exception(caught.value))
