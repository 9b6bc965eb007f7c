"""Long strings of a JSON value are kept once, under their content hash, and joined back on read.

In the stored JSON a long string is ``{"$text": HASH}``. A user's own object that looks like such a
reference is wrapped as ``{"$plain": {…}}``, so that every value comes back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from casewright.hashing import content_hash

__all__ = ["LONG", "TEXT_HASH", "dump", "load", "plain_json", "reference"]

LONG = 160
"""Characters from which a string is worth its own row; quotations and reasons are mostly shorter."""
TEXT_HASH = 32
"""Hexadecimal digits of a text's hash."""


def plain_json(value: Any) -> str:
    """ASCII JSON of something whole; mappings of any kind become objects."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False, default=dict)


def reference(key: str) -> str:
    """Stored JSON that stands for the text of this hash."""
    return plain_json({"$text": key})


def dump(value: Any, keep: Callable[[str, bytes], object]) -> str:
    """ASCII JSON of ``value``; ``keep(hash, bytes)`` is called for each long string taken out of it."""
    return json.dumps(_lift(value, keep), separators=(",", ":"), allow_nan=False)


def load(stored: str, fetch: Callable[[str], bytes]) -> Any:
    """The value again; ``fetch`` gives the bytes of a hash."""
    return _restore(json.loads(stored), fetch)


def _lift(value: Any, keep: Callable[[str, bytes], object]) -> Any:
    if isinstance(value, str):
        return _lift_text(value, keep) if len(value) >= LONG else value
    if isinstance(value, Mapping):
        lifted = {key: _lift(item, keep) for key, item in value.items()}
        return {"$plain": lifted} if _is_reference(value) else lifted
    if isinstance(value, (list, tuple)):
        return [_lift(item, keep) for item in value]
    return value


def _lift_text(text: str, keep: Callable[[str, bytes], object]) -> dict[str, str]:
    key = content_hash(text, TEXT_HASH)
    keep(key, text.encode("utf-8", "surrogatepass"))
    return {"$text": key}


def _restore(value: Any, fetch: Callable[[str], bytes]) -> Any:
    if isinstance(value, list):
        return [_restore(item, fetch) for item in value]
    if not isinstance(value, dict):
        return value
    if not _is_reference(value):
        return {key: _restore(item, fetch) for key, item in value.items()}
    if "$text" in value:
        return fetch(value["$text"]).decode("utf-8", "surrogatepass")
    return {key: _restore(item, fetch) for key, item in value["$plain"].items()}


def _is_reference(value: Mapping[str, Any]) -> bool:
    return len(value) == 1 and next(iter(value)) in ("$text", "$plain")
