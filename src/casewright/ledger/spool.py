"""Finished calls whose record could not be written wait on disk, and go into the ledger once it answers again.

A call that was paid for must not be lost because the database is down or its disk is full. The spool holds what the
ledger would hold, so of a reply that copied only the masked text.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from casewright.errors import InputError, StorageError
from casewright.hashing import content_hash
from casewright.ledger.opening import open_ledger
from casewright.ledger.protocol import CallRow, Claim, Ledger

__all__ = ["RESERVE_BYTES", "Spool", "open_to_work", "spool_folder", "spooled"]

RESERVE_BYTES = 1_000_000
"""Kept free inside the spool, so that what is in flight can be kept when the disk is full: some hundred replies."""

RESERVE = ".reserve"


def spool_folder(where: Path | str, project: str = "default") -> Path:
    """Where the calls of a ledger wait: beside a file, or in this user's state folder for a server's."""
    place = str(where)
    if "://" in place and not place.startswith("sqlite://"):
        from platformdirs import user_state_path

        server = place.partition("://")[2].rpartition("@")[2]  # neither user nor password
        return user_state_path("casewright") / "spool" / content_hash([server, project], 16)
    path = Path(place.removeprefix("sqlite:///"))
    return (path if path.is_dir() or not path.suffix else path.parent) / "spool"


class Spool:
    """A folder with one file a call, each whole or not there: anybody may replay them, twice does no harm."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __len__(self) -> int:
        return sum(1 for _ in self._files())

    def keep(self, call: CallRow, begun: int | None) -> None:
        """Writes a call durably.

        Raises:
            OSError: there is no room for it either.
        """
        text = json.dumps({"call": asdict(call), "begun": begun}, separators=(",", ":"), default=dict)
        try:
            self._write(call.key, text)
        except OSError:
            (self.folder / RESERVE).unlink()  # the room that was kept for this
            self._write(call.key, text)

    def find(self, key: str) -> CallRow | None:
        """The call of this key, if it waits here."""
        found = self._read(self.folder / f"{key}.json")
        return found[0] if found else None

    def waiting(self) -> Iterator[tuple[CallRow, int | None]]:
        """What waits, each with the number under which its beginning was noted."""
        for path in self._files():
            if (found := self._read(path)) is not None:
                yield found

    def drop(self, key: str) -> None:
        """Forgets a call that is in the ledger now."""
        (self.folder / f"{key}.json").unlink(missing_ok=True)

    def prepare(self) -> None:
        """Makes the folder, and keeps some room on its disk; without room the spool still works while there is any."""
        reserve = self.folder / RESERVE
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not reserve.exists():
                reserve.write_bytes(os.urandom(RESERVE_BYTES))  # bytes that no file system folds away

    def _files(self) -> Iterator[Path]:
        return iter(sorted(self.folder.glob("*.json")))

    def _write(self, key: str, text: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.folder / f".{key}.{os.getpid()}.part"
        try:
            with part.open("w", encoding="ascii") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(self.folder / f"{key}.json")
            _sync_folder(self.folder)
        finally:
            part.unlink(missing_ok=True)

    def _read(self, path: Path) -> tuple[CallRow, int | None] | None:
        try:
            kept = json.loads(path.read_text("ascii"))
            return CallRow(**kept["call"]), kept["begun"]
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{str(path)!r} is no call that waits for its ledger; move it away") from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _SpooledLedger:
    """A ledger whose calls are kept whatever happens to it; everything else goes to it unchanged."""

    def __init__(self, inner: Ledger, spool: Spool) -> None:
        self._inner, self._spool = inner, spool
        spool.prepare()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def save_call(self, call: CallRow, begun: int | None = None) -> None:
        try:
            await self._inner.save_call(call, begun)
        except StorageError as error:
            try:
                await asyncio.to_thread(self._spool.keep, call, begun)
            except OSError:
                raise error from None

    async def call(self, key: str) -> CallRow | None:
        try:
            found = await self._inner.call(key)
        except StorageError:
            found = await asyncio.to_thread(self._spool.find, key)
            if found is None:
                raise
        return found or await asyncio.to_thread(self._spool.find, key)

    async def claim(
        self, run: str, worker: str, *, limit: int, lease_seconds: float, orders: Sequence[str] | None = None
    ) -> Sequence[Claim]:
        await self.replay()
        return await self._inner.claim(run, worker, limit=limit, lease_seconds=lease_seconds, orders=orders)

    async def replay(self) -> int:
        """Puts what waits into the ledger; how much it was.

        Raises:
            StorageError: the ledger can't be written still.
        """
        waiting = await asyncio.to_thread(lambda: list(self._spool.waiting()))
        for call, begun in waiting:
            await self._inner.save_call(call, begun)
            await asyncio.to_thread(self._spool.drop, call.key)
        if waiting:
            await asyncio.to_thread(self._spool.prepare)
        return len(waiting)


def spooled(ledger: Ledger, folder: Path) -> Ledger:
    """The ledger, with calls that it can't record kept in ``folder`` until it can: each claim puts them in first."""
    return cast("Ledger", _SpooledLedger(ledger, Spool(folder)))


def open_to_work(where: Path | str, *, project: str = "default") -> Ledger:
    """The ledger at ``where`` for somebody who makes calls: with its spool. See `open_ledger` for what it raises."""
    return spooled(open_ledger(where, project=project), spool_folder(where, project))
