"""The pages' own files, read once and told apart by their bytes, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Response

from casewright.service.problems import Problem

__all__ = [
    "StaticFile",
    "router",
    "static_file",
    "static_files",
    "static_path",
]

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is served as it is."""

    data: bytes
    media_type: str
    mark: str
    """The start of its SHA-256."""


@cache
def static_files() -> dict[str, StaticFile]:
    """All of them by name: a request can only name one of these."""
    folder = files("casewright.service.pages").joinpath("static")
    return {
        entry.name: _read(entry.read_bytes(), TYPES[entry.name.rpartition(".")[2]])
        for entry in folder.iterdir()
        if entry.name.rpartition(".")[2] in TYPES
    }


def static_path(name: str) -> str:
    """Where a template finds a file: another address when the file has changed."""
    return f"/static/{name}?v={static_files()[name].mark}"


@router.get("/static/{name}")
async def static_file(name: str) -> Response:
    """One file, to be kept for a year: its address changes with its bytes."""
    found = static_files().get(name)
    if found is None:
        raise Problem("not-found", "there is no such file")
    keep = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(found.data, media_type=found.media_type, headers={**keep, "ETag": f'"{found.mark}"'})


def _read(data: bytes, media_type: str) -> StaticFile:
    return StaticFile(data=data, media_type=media_type, mark=hashlib.sha256(data).hexdigest()[:16])
