"""Chance that is the same everywhere: by operator, golden and seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

__all__ = ["pick"]

T = TypeVar("T")


def pick(options: Sequence[T], *key: object) -> T:
    """One of the options, the same for the same key."""
    digest = blake2b("\x1f".join(map(str, key)).encode(), digest_size=8).digest()
    return random.Random(int.from_bytes(digest)).choice(options)  # noqa: S311 - no secrets here
