"""Reads certificates: ours, that ship with the package, and those in a folder of one's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from casewright.certificates.certificate import SCHEMA, Certificate
from casewright.errors import InputError
from casewright.wire import from_json

__all__ = ["read_certificates", "shipped_certificates"]

MOST_KEPT = 64
"""Certificates by their text, so that a service that reads its folder for each run makes each once."""


@cache
def shipped_certificates() -> tuple[Certificate, ...]:
    """The certificates of our own critics."""
    folder = files("casewright") / "exams" / "certificates"
    found = sorted((path for path in folder.iterdir() if path.name.endswith(".json")), key=lambda path: path.name)
    return tuple(_read(path.read_text("utf-8"), path.name) for path in found)


def read_certificates(folders: Sequence[Path] = ()) -> tuple[Certificate, ...]:
    """Ours and those of these folders (``*.json``), ours first.

    Of several with one id the last stands: a copy that somebody revoked revokes ours.

    Raises:
        InputError: a folder is not there, or a file in it is no certificate.
    """
    own = (item for folder in folders for item in _folder(folder))
    return tuple({item.id: item for item in (*shipped_certificates(), *own)}.values())


def _folder(folder: Path) -> Iterable[Certificate]:
    if not folder.is_dir():
        raise InputError(f"no folder of certificates at {str(folder)!r}")
    for path in sorted(folder.glob("*.json")):
        yield _read(path.read_text("utf-8"), str(path))


@lru_cache(maxsize=MOST_KEPT)
def _read(text: str, where: str) -> Certificate:
    try:
        data: Any = json.loads(text)
        schema = data["schema"]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise InputError(f"{where!r} is no certificate") from None
    if schema != SCHEMA:
        raise InputError(f"{where!r} is a certificate of schema {schema!r}; this version reads {SCHEMA}")
    try:
        return from_json(Certificate, data)
    except (InputError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{where!r} is no certificate: {error}") from None
