"""What would tell words by their frequency is enciphered at rest.

Token fingerprints in order are a cipher by words, which frequencies break. So the stream and the table of notes are
combined with a key stream: SHAKE-128 over the key, a number used once and a counter. Every writing draws a new number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CHUNK", "sealed"]

CHUNK = 1 << 20


def sealed(data: NDArray[Any], key: bytes, once: bytes) -> Iterator[NDArray[np.uint8]]:
    """The bytes of an array enciphered, a megabyte at a time; enciphered again they are the first ones."""
    raw = np.asarray(data).view(np.uint8).reshape(-1)
    for number, start in enumerate(range(0, len(raw), CHUNK)):
        piece = raw[start : start + CHUNK]
        stream = hashlib.shake_128(key + once + number.to_bytes(8, "little")).digest(len(piece))
        yield piece ^ np.frombuffer(stream, dtype=np.uint8)
