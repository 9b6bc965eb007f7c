"""Uvicorn, told when to stop by us instead of by signals."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Generator, Sequence
from typing import Any

import uvicorn

from casewright.errors import UsageError

__all__ = ["Server", "listening", "server_of"]

BACKLOG = 2048


class Server(uvicorn.Server):
    """Leaves signals to whoever runs it: set ``should_exit``, and ``force_exit`` to wait for nobody."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    @property
    def port(self) -> int:
        """The port it listens on, once it has started."""
        found: int = self.servers[0].sockets[0].getsockname()[1]
        return found


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises:
        UsageError: the address is taken, not this machine's, or needs other rights.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise UsageError(f"can't listen on {host!r}, port {port}: {error.strerror}") from error
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # asyncio sets it on sockets of its own alone: 40 ms
    return door


def server_of(
    app: Any, *, host: str = "127.0.0.1", port: int = 0, drain_seconds: float | None = None, proxies: Sequence[str] = ()
) -> Server:
    """A server of an application. It logs nothing of requests: the application does, without queries and ids.

    Args:
        app: The application.
        host: Address to listen on, where it is handed no socket.
        port: Port; 0 takes a free one.
        drain_seconds: How long open requests may go on once it is to stop.
        proxies: Addresses whose word on a request's scheme is taken.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http="h11",  # which bounds a request's head; the faster one doesn't
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=None if drain_seconds is None else max(1, round(drain_seconds)),
    )
    return Server(config)
