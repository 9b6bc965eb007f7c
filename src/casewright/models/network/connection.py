"""One request by aiohttp: a pool without a limit, no redirects, no proxies of the environment, a byte cap."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casewright.errors import ModelAccessError, ModelFailure

__all__ = ["Connection", "Received"]

KEEP_ALIVE = 4.0
"""Seconds that an idle connection is kept: servers close theirs after five, and a call must not meet that."""


@dataclass(frozen=True, slots=True)
class Received:
    """A reply as it came: status, headers and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Connection:
    """A pool of connections, opened at the first call and for the event loop that makes it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._session: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, *, limit: int, where: str
    ) -> Received:
        """Sends and reads; errors name ``where`` and nothing that was sent or received.

        Raises:
            ModelFailure: timeout, connection, or more than ``limit`` bytes (too_long).
            ModelAccessError: the address or the key can't be used as it is.
        """
        import aiohttp

        try:
            asked = self._open().request(method, url, data=body, headers=headers, allow_redirects=False)
            async with asked as response:
                return Received(response.status, response.headers, await _read(response, limit, where))
        except TimeoutError:
            raise ModelFailure("timeout", f"{where}: no answer in {self._seconds:g} s") from None
        # from None: the original holds the request with its key
        except ValueError:
            raise ModelAccessError(f"{where}: its address is not a URL, or its key can't stand in a header") from None
        except (aiohttp.ClientError, OSError) as error:
            raise ModelFailure("connection", f"{where}: {type(error).__name__}") from None

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open(self) -> Any:
        import aiohttp

        loop = asyncio.get_running_loop()
        if self._session is None or self._loop is not loop:
            # how many calls are under way is the caller's to limit
            pool = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE)
            patience = aiohttp.ClientTimeout(total=self._seconds)
            self._session = aiohttp.ClientSession(
                connector=pool, timeout=patience, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar()
            )
            self._loop = loop
        return self._session


async def _read(response: Any, limit: int, where: str) -> bytes:
    pieces, left = [], limit
    async for piece in response.content.iter_any():
        left -= len(piece)
        if left < 0:
            response.close()
            raise ModelFailure("too_long", f"{where}: hung up after {limit:,} bytes")
        pieces.append(piece)
    return b"".join(pieces)
