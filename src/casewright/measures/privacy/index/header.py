"""The head of an index file: what it says about itself, and where its sections lie.

A file is a magic word, the format's version, the length of the header and a digest of it under the key; then the header
as JSON, padded; then the sections, each at a multiple of 64 bytes. The header holds each section's keyed digest.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

__all__ = ["ALIGN", "FIXED", "MAGIC", "MOST_HEADER", "VERSION", "Header", "Section", "pack_header", "parse_header"]

MAGIC = b"casewright-index"
VERSION = 1
"""Of the format; a file of another one is built again from the notes."""
ALIGN = 64
FIXED = len(MAGIC) + 4 + 4 + 32
"""Bytes before the header's JSON."""
MOST_HEADER = 1 << 16


class Section(BaseModel):
    """One array of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str
    kind: str
    """The array's type, little-endian, as numpy writes it."""
    start: int = Field(ge=0)
    count: int = Field(ge=0)
    sealed: bool
    digest: str = Field(pattern="^[0-9a-f]{64}$")


class Header(BaseModel):
    """What an index file says about itself: counts and parameters, no text and no names of patients."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str
    created: str
    check: str
    """Tells another key from a damaged file."""
    once: str = Field(pattern="^[0-9a-f]{32}$")
    fingerprint: str
    notes: int = Field(ge=1)
    wider: int = Field(ge=0)
    """Notes of the wider source, which count for boilerplate only."""
    patients: int = Field(ge=1)
    tokens: int = Field(ge=1)
    patients_named: bool
    thinned: bool
    marks: list[str]
    screen: dict[str, float]
    limits: dict[str, float]
    baseline: dict[str, list[float]]
    """Median, 95th and 99th percentile of every figure."""
    bytes: int = Field(ge=1)
    sections: list[Section]


def pack_header(header: Header) -> bytes:
    """The header's JSON."""
    return json.dumps(header.model_dump(), ensure_ascii=True, allow_nan=False).encode()


def parse_header(data: bytes) -> Header | None:
    """The header, or ``None`` where it is none."""
    try:
        found: Any = json.loads(data)
        return Header.model_validate(found)
    except (ValueError, RecursionError, ValidationError):
        return None
