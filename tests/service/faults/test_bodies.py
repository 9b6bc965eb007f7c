"""Whatever is sent as a body, everywhere: an answer of our own, no fault, and no word of it comes back."""

from __future__ import annotations

import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from fastapi import FastAPI
from tests.service.faults.matrix import operations

MakeClient = Callable[..., Awaitable[httpx.AsyncClient]]
ALL = ("submit", "evaluate", "review", "rubric-admin", "admin")
WORD = "zebrafish"
DEEP = 20_000


@pytest.fixture
def settings_text() -> str:
    """The smallest body that can be set."""
    return "roles: {writer: parrot}\nservice: {body_bytes: 1024}\n"


async def streamed(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 200):
        yield body[start : start + 200]


BODIES: dict[str, tuple[bytes, dict[str, str], set[int]]] = {
    "too long": (json.dumps({WORD: WORD * 200}).encode(), {}, {413}),
    "zip bomb": (gzip.compress(b"0" * 1_000_000), {"Content-Encoding": "gzip"}, {415, 413}),
    "no JSON": (f'{{"{WORD}": '.encode(), {}, {400, 422}),
    "deep": (b"[" * 500 + b"]" * 500, {}, {400, 422}),
    "a list": (f'["{WORD}"]'.encode(), {}, {422}),
    "unknown keys": (f'{{"{WORD}": "{WORD}"}}'.encode(), {}, {422}),
    "no UTF-8": (b'{"\xff\xfe": 1}', {}, {400, 422}),
    "halves of characters": (f'{{"{WORD}\\ud800": "\\ud800\\u0000"}}'.encode(), {}, {422}),
    "no finite number": (b'{"orders": NaN, "reports": Infinity}', {}, {400, 422}),
    "a form": (f"{WORD}={WORD}".encode(), {"Content-Type": "application/x-www-form-urlencoded"}, {400, 415, 422}),
    "YAML": (f"{WORD}: &a [*a]".encode(), {"Content-Type": "application/yaml"}, {400, 415, 422}),
    "empty": (b"", {}, {400, 422}),
}


@pytest.mark.parametrize("name", BODIES)
async def test_bodies_that_are_none(app: FastAPI, client: MakeClient, name: str) -> None:
    """Every route with a body, with its length said and without."""
    body, headers, statuses = BODIES[name]
    everybody = await client(*ALL, per_minute=None)
    for operation in operations(app):
        if not operation.has_body:
            continue
        for content in (body, streamed(body)):
            place = operation.path("some-id")
            sent = {"Content-Type": "application/json", **headers}
            answer = await everybody.request(operation.method, place, content=content, headers=sent)
            assert answer.status_code in statuses | {404}, (operation, answer.text)
            assert WORD not in answer.text
            assert "urn:casewright:problem:" in answer.text


async def test_json_that_is_deeper_than_a_stack(app: FastAPI, client: MakeClient) -> None:
    """Refused for its length here; one that fits is refused for its depth, above."""
    everybody = await client(*ALL)
    answer = await everybody.post("/v1/jobs", content=b"[" * DEEP, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
