"""The Ray that actors run on: the one that RAY_ADDRESS names, or one of this process's own on this machine."""

from __future__ import annotations

import asyncio
import functools
import logging
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from casewright.errors import PausedError, UsageError

__all__ = ["connected", "machines_elsewhere"]

ADDRESS = "RAY_ADDRESS"
MODE, TOKENS = "RAY_AUTH_MODE", ("RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH")
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",  # under `uv run` it would upload the working folder, notes and all
    "RAY_IGNORE_UNHANDLED_ERRORS": "1",  # what a dead actor was told last
}
STORE_BYTES = 80 << 20
"""Of the object store, near its least: actors send nothing but counts."""


@asynccontextmanager
async def connected(address: str | None, actors: int) -> AsyncIterator[ModuleType]:
    """Ray, connected; what was started here is stopped, and its files are gone, at the end.

    Args:
        address: A cluster's (``auto``, ``HOST:PORT``); by default that of ``RAY_ADDRESS``; without one, Ray starts on
            this machine. A process that has connected Ray itself is taken as it is.
        actors: How many actors will want a CPU each.

    Raises:
        UsageError: Ray is not installed, or the address is one of Ray Client.
        PausedError: Ray did not start, or the cluster did not let us in.
    """
    place = address or os.environ.get(ADDRESS)
    known = "ray" in sys.modules
    with _environment({**QUIET, MODE: _mode(place, known=known)}):
        ray = _ray()
        if ray.is_initialized():
            yield ray
            return
        with _joining(place) if place else _starting(actors, known=known) as options:
            # in a thread Ray leaves our signal handlers alone
            begun = asyncio.ensure_future(asyncio.to_thread(_connect, ray, options))
            try:
                await asyncio.shield(begun)
                yield ray
            finally:
                await asyncio.gather(begun, return_exceptions=True)  # it can't be stopped half-way
                await asyncio.to_thread(ray.shutdown)


def machines_elsewhere(ray: ModuleType) -> list[str]:
    """The names of a cluster's other machines."""
    here = ray.get_runtime_context().get_node_id()
    return sorted(str(node["NodeManagerHostname"]) for node in ray.nodes() if node["Alive"] and node["NodeID"] != here)


def _ray() -> ModuleType:
    try:
        import ray
    except ModuleNotFoundError:
        raise UsageError("the engine 'ray' needs the extra 'ray': pip install 'casewright[ray]'") from None
    found: ModuleType = ray
    return found


def _connect(ray: ModuleType, options: Mapping[str, Any]) -> None:
    logging.getLogger("ray").setLevel(logging.ERROR)
    try:
        ray.init(namespace="casewright", log_to_driver=False, configure_logging=False, **options)
    except Exception as error:  # Ray raises bare ones, too, where a machine is too busy to start it
        told = str(error).strip().partition("\n")[0]
        raise PausedError(f"no Ray at {options['address']!r}: {told}") from error


@contextmanager
def _joining(address: str) -> Iterator[dict[str, Any]]:
    if address.startswith("ray://"):
        raise UsageError(f"{address!r} is Ray Client's; run on a machine of the cluster, with {ADDRESS}=auto")
    yield {"address": address}


@contextmanager
def _starting(actors: int, *, known: bool) -> Iterator[dict[str, Any]]:
    """Ray of our own: behind a token, on loopback, without a dashboard, in a folder that only this user reads."""
    short = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108 - sockets need a short path; mkdtemp makes it ours
    home = Path(tempfile.mkdtemp(prefix="casewright-ray-", dir=short))
    try:
        with _environment(_guarded(home, known=known)):
            yield {
                "address": "local",
                "num_cpus": actors,
                "include_dashboard": False,
                "object_store_memory": STORE_BYTES,
                "_node_ip_address": "127.0.0.1",
                "_temp_dir": str(home),
            }
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _mode(place: str | None, *, known: bool) -> str | None:
    """What makes Ray ask for a token. It reads the mode when it is imported; where somebody imported it before us, it
    is left unset, which makes a new local Ray switch the token on by itself. A cluster's mode is its owner's choice.
    """
    if place:
        return os.environ.get(MODE, None if known else "token")
    return None if known else "token"


def _guarded(home: Path, *, known: bool) -> dict[str, str | None]:
    """The user's own token, or one of ours. Ray reads it once: a process that had another before keeps that."""
    if any(os.environ.get(name) for name in TOKENS) or (known and not _token.cache_info().currsize):
        return {}
    path = home / "token"
    path.touch(mode=0o600)
    path.write_text(_token(), encoding="ascii")
    return {TOKENS[1]: str(path)}


@functools.cache
def _token() -> str:
    """One for all Rays of this process: the library reads it once."""
    return secrets.token_hex(32)


@contextmanager
def _environment(values: Mapping[str, str | None]) -> Iterator[None]:
    """Sets environment variables (``None`` unsets) until the end of the block: Ray's own processes read them."""
    before = {name: os.environ.get(name) for name in values}
    _set(values)
    try:
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
