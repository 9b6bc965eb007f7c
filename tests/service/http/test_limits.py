"""Bodies are counted as they come in, answers begin in time, and streams may go on."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from casewright.service.site import Site

MOST = 2048


@pytest.fixture
def settings_text() -> str:
    return f"service: {{body_bytes: {MOST}, request_seconds: 0.2}}\nroles: {{writer: parrot}}\n"


async def chunks(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * 512


@pytest.mark.parametrize(("count", "status"), [(4, 200), (5, 413)], ids=["all of it", "one byte more"])
async def test_a_body_without_a_length_is_counted(anybody: httpx.AsyncClient, count: int, status: int) -> None:
    """Nobody has to believe what a client says about its body."""
    response = await anybody.post("/v1/odd/length", content=chunks(count))
    assert response.status_code == status
    if status == 413:
        assert response.json()["type"].endswith("too-large")


async def test_a_body_that_says_it_is_too_long_is_not_read(anybody: httpx.AsyncClient) -> None:
    """The answer names the limit."""
    response = await anybody.post("/v1/odd/length", content=b"x" * (MOST + 1))
    assert response.status_code == 413
    assert str(MOST) in response.json()["detail"]


async def test_json_that_is_too_long_is_too_large(anybody: httpx.AsyncClient) -> None:
    """Also where the framework reads it, in pieces and without a length."""
    response = await anybody.post("/v1/odd/wish", content=chunks(9), headers={"Content-Type": "application/json"})
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "9" * 40, "²"])
async def test_a_length_that_is_none_is_refused(odd: FastAPI, length: str) -> None:
    """As a bad request, before anything is read."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        raise AssertionError("nothing is to be read")

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/v1/odd/length", "query_string": b"", "server": ("test", 80),
        "headers": [(b"content-length", length.encode("latin-1"))], "scheme": "http", "http_version": "1.1",
    }  # fmt: skip
    await odd(scope, receive, send)
    assert sent[0]["status"] == 400


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip"])
async def test_a_compressed_body_is_not_opened(anybody: httpx.AsyncClient, encoding: str) -> None:
    """Little that unpacks to much is refused for being packed."""
    bomb = gzip.compress(b"0" * 1_000_000)
    response = await anybody.post("/v1/odd/length", content=bomb, headers={"Content-Encoding": encoding})
    assert response.status_code == 415


async def test_what_takes_too_long_is_given_up(anybody: httpx.AsyncClient) -> None:
    """With a problem, while a stream that has begun may take longer than that."""
    late, stream = await anybody.get("/v1/odd/sleep"), await anybody.get("/v1/odd/stream")
    assert (late.status_code, late.json()["type"].rpartition(":")[2]) == (504, "deadline")
    assert stream.text == "piece " * 4


async def test_a_stopping_process_begins_nothing(anybody: httpx.AsyncClient, site: Site) -> None:
    """What only reads is answered; it is alive, and not ready."""
    site.draining.set()
    refused = await anybody.post("/v1/odd/length", content=b"x")
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (503, "draining")
    assert refused.headers["retry-after"]
    statuses = [(await anybody.get(path)).status_code for path in ("/v1/odd/stream", "/livez", "/readyz")]
    assert statuses == [200, 200, 503]
