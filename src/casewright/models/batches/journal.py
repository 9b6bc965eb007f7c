"""Which calls are in which job: written before anything is sent, so that a killed process pays for none twice."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

from casewright.errors import StorageError

__all__ = ["Journal", "Sending"]


@dataclass
class Sending:
    """Calls that were, or were about to be, sent together. ``job`` is ``None`` until the provider told its id: a
    process that died in between leaves it so, and the job is looked for by its mark."""

    mark: str
    keys: frozenset[str]
    job: str | None = None


@dataclass
class Journal:
    """A file of one JSON object a line, synced to disk with each, that several processes may read and append to.

    It holds hashes and ids, no text. A call stays with its job until it is set free; the file is never shortened.
    """

    path: Path
    _read: int = 0
    _sendings: dict[str, Sending] = field(default_factory=dict, repr=False)
    _of: dict[str, Sending] = field(default_factory=dict)
    _lock: Any = field(default_factory=RLock)

    def sending_of(self, key: str) -> Sending | None:
        """Where a call was sent, also by another process.

        Raises:
            StorageError: the file can't be read.
        """
        with self._lock:
            if key not in self._of or self._of[key].job is None:
                self._refresh()
            return self._of.get(key)

    def held(self, sending: Sending) -> frozenset[str]:
        """The calls that are still with what was sent: none that were set free."""
        with self._lock:
            return frozenset(key for key in sending.keys if self._of.get(key) is sending)

    def begin(self, keys: Iterable[str]) -> Sending:
        """Notes that these calls are about to be sent.

        Raises:
            StorageError: the file can't be written; nothing may be sent.
        """
        mark = uuid4().hex
        self._append({"mark": mark, "keys": sorted(keys)})
        return self._sendings[mark]

    def sent(self, mark: str, job: str) -> None:
        """Notes the job that came of it."""
        self._append({"mark": mark, "job": job})

    def free(self, keys: Iterable[str]) -> None:
        """Takes calls out of their jobs: they may be sent anew."""
        with self._lock:
            known = sorted(key for key in keys if key in self._of)
            if known:
                self._append({"free": known})

    def _append(self, entry: Mapping[str, Any]) -> None:
        with self._lock:
            self._write(json.dumps(entry, separators=(",", ":")).encode() + b"\n")
            self._refresh()

    def _write(self, line: bytes) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b") as file:
                _lock_file(file.fileno())
                torn = file.seek(0, os.SEEK_END) and _last(file) != b"\n"
                file.write(b"\n" * torn + line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StorageError(f"can't write the journal of jobs {str(self.path)!r}: {error.strerror}") from error

    def _refresh(self) -> None:
        try:
            with self.path.open("rb") as file:
                file.seek(self._read)
                data = file.read()
        except FileNotFoundError:
            return
        except OSError as error:
            raise StorageError(f"can't read the journal of jobs {str(self.path)!r}: {error.strerror}") from error
        whole = data[: data.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.splitlines():
            with suppress(ValueError):  # torn by a crash: what it would have said did not happen
                self._learn(json.loads(line))

    def _learn(self, entry: Mapping[str, Any]) -> None:
        if "free" in entry:
            for key in entry["free"]:
                self._of.pop(key, None)
        elif "job" in entry:
            if entry["mark"] in self._sendings:
                self._sendings[entry["mark"]].job = entry["job"]
        else:
            sending = Sending(entry["mark"], frozenset(entry["keys"]))
            self._sendings[sending.mark] = sending
            self._of.update(dict.fromkeys(sending.keys, sending))


def _last(file: Any) -> bytes:
    file.seek(-1, os.SEEK_END)
    last: bytes = file.read(1)
    return last


def _lock_file(file: int) -> None:
    """Until the file is closed; where there are no such locks, lines are short enough to be whole."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
