"""Where a page of a list ended, as a word that a client gives back: signed, so that it can't be made up."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

from casewright.service.problems import Problem

__all__ = ["place_of", "word_of"]

MAC = 12


def word_of(secret: bytes, what: str, place: Any) -> str:
    """The word for a place in a list; ``what`` names the list, and another list won't take it."""
    body = json.dumps(place, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_mac(secret, what, body) + body).decode().rstrip("=")


def place_of(secret: bytes, what: str, word: str | None) -> Any:
    """The place that a word stands for; ``None`` without a word.

    Raises:
        Problem: we didn't make it for this list.
    """
    if word is None:
        return None
    try:
        raw = base64.urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4))
    except (binascii.Error, ValueError):
        raise _refused() from None
    mac, body = raw[:MAC], raw[MAC:]
    if not hmac.compare_digest(mac, _mac(secret, what, body)):
        raise _refused()
    return json.loads(body)


def _refused() -> Problem:
    return Problem("bad-request", "`after` is the `next` of an earlier page of the same list, and nothing else")


def _mac(secret: bytes, what: str, body: bytes) -> bytes:
    return hmac.new(secret, f"place\0{what}\0".encode() + body, hashlib.sha256).digest()[:MAC]
