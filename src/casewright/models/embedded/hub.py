"""Weights from the model hub, by file name and SHA-256, with five seconds to connect."""

from __future__ import annotations

import hashlib
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from casewright.errors import ModelAccessError
from casewright.models.embedded.cache import CHUNK, keep, need_space
from casewright.models.embedded.catalogue import Weights

__all__ = ["fetch_from_hub"]

Report = Callable[[str, float], None]
CONNECT_SECONDS = 5
DEFAULT_HUB = "https://huggingface.co"


def fetch_from_hub(weights: Weights, folder: Path, report: Report) -> Path:
    """Fills the cache from the hub (``$HF_ENDPOINT`` names a mirror) and records the revision seen.

    Raises:
        ModelAccessError: the hub is out of reach, or its file has another hash.
        StorageError: it would not fit on the disk.
    """
    need_space(folder, weights.bytes)
    partial = folder / f"{weights.file}.hub"
    try:
        address, revision = _resolve(_address(weights))
        report(f"{weights.name}: {weights.hub.repo} at revision {revision}", 0.0)
        digest = _stream(address, partial, weights, report)
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        partial.unlink(missing_ok=True)
        raise ModelAccessError(f"{weights.hub.repo!r} can't be fetched: {error}") from error
    if digest != weights.sha256:
        partial.unlink()
        raise ModelAccessError(f"{weights.hub.file!r} has SHA-256 {digest} there, not {weights.sha256}: refused")
    return keep(partial, weights, folder, f"hub {weights.hub.repo} at revision {revision}")


def _address(weights: Weights) -> str:
    hub = os.environ.get("HF_ENDPOINT", DEFAULT_HUB).rstrip("/")
    if urlsplit(hub).scheme not in ("http", "https"):
        raise ValueError(f"HF_ENDPOINT {hub!r} is no http address")
    return f"{hub}/{weights.hub.repo}/resolve/main/{quote(weights.hub.file)}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The revision stands in the hub's own answer, not in that of the store it sends us to."""

    def redirect_request(self, *args: Any) -> None:
        return None


def _resolve(address: str) -> tuple[str, str]:
    request = urllib.request.Request(address, method="HEAD")  # noqa: S310 - scheme checked above
    try:
        answer: Any = urllib.request.build_opener(_NoRedirect).open(request, timeout=CONNECT_SECONDS)
    except urllib.error.HTTPError as error:
        if error.code not in (301, 302, 303, 307, 308):
            raise
        answer = error
    with answer:
        return urljoin(address, answer.headers.get("Location") or address), answer.headers.get(
            "X-Repo-Commit", "unknown"
        )


def _stream(address: str, partial: Path, weights: Weights, report: Report) -> str:
    digest, size = hashlib.sha256(), 0
    with urllib.request.urlopen(address, timeout=CONNECT_SECONDS) as answer, partial.open("wb") as target:  # noqa: S310
        while chunk := answer.read(CHUNK):
            size += len(chunk)
            if size > weights.bytes:
                raise ValueError(f"more than the {weights.bytes:,} bytes expected")
            target.write(chunk)
            digest.update(chunk)
            report(f"{weights.name}: hub", size / weights.bytes)
    return digest.hexdigest()
