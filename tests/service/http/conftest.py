"""Routes that do what routes shouldn't, beside those of the service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import Annotated, Literal

import httpx
import pytest
from fastapi import Body, FastAPI, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator

from casewright.errors import BudgetError, PausedError, StorageError, UnknownNameError, UsageError


class Wish(BaseModel):
    """What the route takes."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(max_length=8, default="F32.1")
    language: Literal["en", "es"] = "en"
    texts: Mapping[str, int] = Field(default_factory=dict)
    number: int = 0

    @field_validator("number", mode="before")
    @classmethod
    def a_number(cls, given: object) -> int:
        return int(str(given))


ERRORS: Mapping[str, Exception] = {
    "name": UnknownNameError("kind", "SECRET", ["intake", "progress"]),
    "usage": UsageError("no case source for 'SECRET'; there are for F32.1, and can't be for \"SEC'RET\""),
    "storage": StorageError("postgresql://ana:SECRET@db can't be written"),
    "budget": BudgetError("SECRET is spent"),
    "pause": PausedError("https://SECRET.test refuses the key"),
    "fault": RuntimeError("SECRET"),
}


async def wish(asked: Annotated[Wish, Body()]) -> Wish:
    return asked


async def fail(which: str) -> None:
    raise ERRORS[which]


async def sleep(request: Request) -> None:
    await asyncio.sleep(60)


async def length(request: Request) -> int:
    return len(await request.body())


async def stream() -> StreamingResponse:
    async def pieces() -> AsyncIterator[str]:
        for _ in range(4):
            yield "piece "
            await asyncio.sleep(0.15)

    return StreamingResponse(pieces(), media_type="text/event-stream")


async def broken_stream() -> StreamingResponse:
    async def pieces() -> AsyncIterator[str]:
        yield "piece "
        raise RuntimeError("SECRET")

    return StreamingResponse(pieces())


@pytest.fixture
def odd(app: FastAPI) -> FastAPI:
    """The application with routes under ``/v1/odd``."""
    add = app.add_api_route
    add("/v1/odd/wish", wish, methods=["POST"])
    add("/v1/odd/fail/{which}", fail)
    add("/v1/odd/sleep", sleep)
    add("/v1/odd/length", length, methods=["POST"])
    add("/v1/odd/stream", stream)
    add("/v1/odd/broken-stream", broken_stream)
    return app


@pytest.fixture
async def anybody(odd: FastAPI) -> AsyncGenerator[httpx.AsyncClient, None]:
    """A client without a key."""
    transport = httpx.ASGITransport(odd, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://casewright.test") as client:
        yield client
