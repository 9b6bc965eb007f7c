"""Ids are looked up and never joined into a path; a request names no place that the service would call or open."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.service.faults.matrix import operations

from casewright.testing import FaultEndpoint

MakeClient = Callable[..., Awaitable[httpx.AsyncClient]]
ALL = ("submit", "evaluate", "review", "rubric-admin", "admin")
TRICKS = (
    "..%2F..%2Fetc%2Fpasswd",
    "%2e%2e%2f%2e%2e%2fcasewright.yaml",
    "..%5C..%5Ccasewright.yaml",
    "%00",
    "a%00.yaml",
    "%2Fetc%2Fpasswd",
    "....//casewright.yaml",
    "file:%2F%2F%2Fetc%2Fpasswd",
    "a" * 300,
    "%F0%9F%A6%93",
    "%ED%A0%80",
    "a'%20OR%201=1--",
    "{{7*7}}",
    "%24%7B7*7%7D",
    "*",
    "~root",
)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("trick", TRICKS)
async def test_tricks_in_paths_find_nothing(app: FastAPI, client: MakeClient, trick: str, tmp_path: Path) -> None:
    """Wherever an id stands."""
    everybody = await client(*ALL, per_minute=None)
    before = names_in(tmp_path)
    for operation in operations(app, under="/"):
        if not operation.places:
            continue
        body: dict[str, Any] = {"json": {}} if operation.has_body else {}
        answer = await everybody.request(operation.method, operation.path(trick), **body)
        assert answer.status_code in (404, 405, 422), (operation, answer.status_code, answer.text)
        assert "root:" not in answer.text
        assert "writer: parrot" not in answer.text
    assert names_in(tmp_path) == before


@pytest.mark.parametrize("trick", ["/static/..%2f..%2frendering.py", "/static/%2e%2e/templates/base.html", "/static//"])
async def test_static_files_are_those_of_their_folder(client: MakeClient, trick: str) -> None:
    """Nothing that lies beside it is served."""
    nobody = await client()
    answer = await nobody.get(trick)
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.fixture
async def lure() -> AsyncGenerator[FaultEndpoint, None]:
    """A server that nothing should ever call."""
    async with FaultEndpoint() as found:
        yield found


def places(lure: FaultEndpoint) -> dict[str, dict[str, Any]]:
    """Requests that name a place to call or open, by what they try."""
    order = {"code": "F32.1", "kind": "progress", "level": "named"}
    report = {"code": "F32.1", "text": "Low mood.", "kind": "progress"}
    chat = {"model": "casewright/default", "messages": [], "metadata": {"code": "F32.1"}}
    return {
        "a model": {"orders": [order], "profile": f"openai/x@{lure.api_base}"},
        "a profile's path": {"orders": [order], "profile": "../casewright"},
        "an api base": {"orders": [order], "api_base": lure.api_base},
        "a base in an order": {"orders": [{**order, "api_base": lure.api_base}]},
        "a writer": {"orders": [order], "writer": "parrot"},
        "a case file": {"orders": [{**order, "cases": "/etc/passwd"}]},
        "a kind's path": {"orders": [{**order, "kind": "../../kinds/intake"}]},
        "a system's path": {"orders": [{**order, "system": "../icd10-who-2019"}]},
        "a code's path": {"orders": [{**order, "code": "../F32.1"}]},
        "a callback": {"orders": [order], "callback": lure.api_base},
        "a report's place": {"reports": [{**report, "id": "1", "url": lure.api_base}]},
        "an evaluation's": {**report, "api_base": lure.api_base},
        "an evaluation's profile": {**report, "profile": lure.api_base},
        "a completion's": {**chat, "api_base": lure.api_base},
        "a completion's model": {**chat, "model": lure.api_base},
        "a completion's metadata": {**chat, "metadata": {"code": "F32.1", "api_base": lure.api_base}},
        "a picture": {**chat, "messages": [{"role": "user", "content": [{"type": "image_url",
                                                                          "image_url": {"url": lure.api_base}}]}]},
    }  # fmt: skip


async def test_requests_name_no_place(client: MakeClient, lure: FaultEndpoint) -> None:
    """Each is refused, nothing is called, and nothing is begun."""
    everybody = await client(*ALL, per_minute=None)
    for name, body in places(lure).items():
        place = "/v1/jobs" if {"orders", "reports"} & set(body) else "/v1/evaluate"
        place = "/v1/chat/completions" if "model" in body else place
        answer = await everybody.post(place, json=body)
        assert answer.status_code == 422, (name, answer.text)
        assert lure.api_base not in answer.text
    assert lure.requests == []
    assert (await everybody.get("/v1/jobs")).json()["jobs"] == []
