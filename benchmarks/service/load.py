"""A load generator: connections that send one request after the other, on bare sockets, so that it costs little."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from benchmarks.service.place import Served

__all__ = ["Asked", "Found", "load"]


@dataclass(frozen=True)
class Asked:
    """A request; ``body`` is given the number of the request."""

    method: str
    path: str
    body: Callable[[int], Any] | None = None
    statuses: tuple[int, ...] = (200,)


@dataclass(frozen=True)
class Found:
    """Requests a second, and milliseconds to the last byte for half and for 99 in a hundred of them."""

    name: str
    n: int
    rate: float
    p50: float
    p99: float


async def load(name: str, server: Served, asked: Asked, *, n: int, at_once: int = 8) -> Found:
    """Sends ``n`` requests over ``at_once`` connections that stay open.

    Raises:
        AssertionError: an answer was not what was expected.
    """
    numbers, seconds = iter(range(n)), list[float]()
    began = time.perf_counter()
    await asyncio.gather(*(_one_after_the_other(server, asked, numbers, seconds) for _ in range(at_once)))
    took = time.perf_counter() - began
    cuts = quantiles(seconds, n=100)
    return Found(name, n, n / took, 1000 * cuts[49], 1000 * cuts[98])


async def _one_after_the_other(server: Served, asked: Asked, numbers: Any, seconds: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    for number in numbers:
        sent = _request(server, asked, number)
        began = time.perf_counter()
        writer.write(sent)
        status, body = await _answer(reader)
        seconds.append(time.perf_counter() - began)
        assert status in asked.statuses, (asked.path, status, body[:300])
    writer.close()
    await writer.wait_closed()


def _request(server: Served, asked: Asked, number: int) -> bytes:
    body = json.dumps(asked.body(number)).encode() if asked.body else b""
    lines = [
        f"{asked.method} {asked.path} HTTP/1.1", f"Host: 127.0.0.1:{server.port}",
        f"Authorization: Bearer {server.key}", "Content-Type: application/json", f"Content-Length: {len(body)}",
    ]  # fmt: skip
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    return int(head.split(b" ", 2)[1]), await reader.readexactly(int(fields.get(b"content-length", 0)))
