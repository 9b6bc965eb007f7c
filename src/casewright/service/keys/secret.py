"""The site's secret: from the environment, or a file of this user's beside the ledger's, made once."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from casewright.errors import SettingsError, StorageError
from casewright.service.store import service_file

__all__ = ["LEAST_SECRET", "VARIABLE", "derived", "site_secret"]

VARIABLE = "CASEWRIGHT_SERVICE_SECRET"
LEAST_SECRET = 32
"""Characters that the variable holds at least."""


def site_secret(ledger: str) -> bytes:
    """What keys, sessions and sketches are hashed with. Whoever loses it makes every key anew.

    Raises:
        SettingsError: the variable is too short; or it is not set, and the ledger is on a server, which several
            machines share; or others may read the file.
        StorageError: the file can't be made or read.
    """
    said = os.environ.get(VARIABLE)
    if said is not None:
        if len(said) < LEAST_SECRET:
            raise SettingsError(f"{VARIABLE} must hold {LEAST_SECRET} characters or more")
        return said.encode()
    file = service_file(ledger)
    if file is None:
        raise SettingsError(
            f"a service on PostgreSQL takes its secret from {VARIABLE}, the same on every machine: "
            f"{LEAST_SECRET} random characters or more"
        )
    return _kept(file.with_suffix(".secret"))


def derived(secret: bytes, purpose: str) -> bytes:
    """A secret for one purpose: what is hashed with one of them tells nothing about the others."""
    return hmac.digest(secret, f"casewright.service.{purpose}".encode(), hashlib.sha256)


def _kept(file: Path) -> bytes:
    try:
        if not file.exists():
            _make(file)
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise SettingsError(f"others may read {str(file)!r}, which is secret: chmod 600 it, or make new keys")
        return file.read_bytes()
    except OSError as error:
        raise StorageError(f"can't keep the service's secret in {str(file)!r}: {error.strerror}") from error


def _make(file: Path) -> None:
    """Whole or not there: of two processes that make it at once one wins, and both read that one's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(32))
            stream.flush()
            os.fsync(stream.fileno())
        os.link(part, file)
    except FileExistsError:
        pass
    finally:
        part.unlink(missing_ok=True)
