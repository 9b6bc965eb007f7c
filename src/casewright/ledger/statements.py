"""SQL lies in files: ``sql/NOUN.sql`` holds statements, each under a line ``-- name: VERB``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["statement"]


def statement(name: str) -> str:
    """The SQL of ``noun.verb``, for example ``samples.claim``."""
    noun, verb = name.split(".")
    return _load(noun)[verb]


@cache
def _load(noun: str) -> dict[str, str]:
    text = (files("casewright.ledger") / "sql" / f"{noun}.sql").read_text("utf-8")
    found: dict[str, str] = {}
    for block in text.split("-- name: ")[1:]:
        verb, _, body = block.partition("\n")
        found[verb.strip()] = body.strip()
    return found
