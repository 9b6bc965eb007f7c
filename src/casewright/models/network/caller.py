"""Requests to one endpoint's routes, with its key and without anybody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from casewright.models.network.connection import Connection, Received
from casewright.settings import Endpoint

__all__ = ["Caller"]


class Caller:
    """Calls the routes below an endpoint's ``api_base``.

    Args:
        endpoint: address, key and patience.
        where: the model and its place, for errors.
    """

    def __init__(self, endpoint: Endpoint, where: str) -> None:
        self._endpoint, self._where = endpoint, where
        self._connection = Connection(endpoint.timeout_seconds)

    async def post(self, route: str, body: bytes, *, limit: int, kind: str = "application/json") -> Received:
        """Sends a body of a media type; see `Connection.send`."""
        return await self._send("POST", route, body, limit, {"Content-Type": kind})

    async def get(self, route: str, *, limit: int) -> Received:
        """Asks for what is there; see `Connection.send`."""
        return await self._send("GET", route, None, limit, {})

    async def close(self) -> None:
        await self._connection.close()

    async def _send(
        self, method: str, route: str, body: bytes | None, limit: int, headers: Mapping[str, Any]
    ) -> Received:
        key = self._endpoint.key()
        path, _, query = route.partition("?")
        base = urlsplit(self._endpoint.api_base or "")
        url = base._replace(path=f"{base.path.rstrip('/')}/{path}", query=query or base.query)
        sent = {**headers, "Accept-Encoding": "identity"}
        if key is not None:
            sent["Authorization"] = f"Bearer {key.get_secret_value()}"
            url = url._replace(netloc=url.netloc.rpartition("@")[2])  # two ways to log in can't be sent together
        return await self._connection.send(method, url.geturl(), sent, body, limit=limit, where=self._where)
