"""What would tell words by their frequency is enciphered at rest.

Token fingerprints in order are a cipher by words, which frequencies break. So the stream and the table of notes are
enciphered with AES-256 in counter mode, under a key of each section's own and a number that every writing draws anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CHUNK", "sealed"]

CHUNK = 1 << 20


def sealed(data: NDArray[Any], key: bytes, once: bytes) -> Iterator[NDArray[np.uint8]]:
    """The bytes of an array enciphered, a megabyte at a time; enciphered again they are the first ones.

    Args:
        data: Any array.
        key: 32 bytes.
        once: 16 bytes, never used before with this key.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    raw = np.asarray(data).view(np.uint8).reshape(-1)
    cipher = Cipher(algorithms.AES(key), modes.CTR(once)).encryptor()
    for start in range(0, len(raw), CHUNK):
        yield np.frombuffer(cipher.update(raw[start : start + CHUNK].data), dtype=np.uint8)
