"""Keyed 64-bit fingerprints of tokens and of runs of tokens.

A token's fingerprint is keyed blake2b of its key; that of an n-gram is keyed blake2b of its tokens' fingerprints in
order. Without the key nobody can test whether a phrase is in an index by hashing it; who holds both can, and equal
phrases have equal fingerprints for anyone: pseudonymous, not anonymous.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from casewright.errors import UsageError
from casewright.measures.privacy.confidential import Confidential

__all__ = ["LEAST_KEY", "Fingerprinter", "Prints"]

Prints = NDArray[np.uint64]
LEAST_KEY = 16
"""Bytes that a key has at least."""


class Fingerprinter(Confidential):
    """Hashes under one key; two of different keys share no fingerprint.

    Raises:
        UsageError: the key is shorter than 16 bytes.
    """

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) < LEAST_KEY:
            raise UsageError(f"a fingerprint key has {LEAST_KEY} bytes or more, not {len(key)}")
        self._key = hashlib.blake2b(key, digest_size=32, person=b"casewright.index").digest()

    def tokens(self, keys: Iterable[str]) -> Prints:
        """One fingerprint a token; 0 is never one of them."""
        known: dict[str, bytes] = {}
        digests = []
        for key in keys:
            digest = known.get(key)
            if digest is None:
                digest = known[key] = self._digest(key.encode("utf-8", "surrogatepass"))
            digests.append(digest)
        return np.maximum(_as_array(digests), np.uint64(1))

    def grams(self, tokens: Prints, n: int) -> Prints:
        """One fingerprint for each run of n tokens; none where there are fewer."""
        data, digest = tokens.tobytes(), self._digest
        return _as_array([digest(data[8 * i : 8 * (i + n)]) for i in range(len(tokens) - n + 1)])

    def hexdigest(self, data: bytes) -> str:
        """A keyed digest of anything, 16 hex digits."""
        return self._digest(data).hex()

    def _digest(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=8, key=self._key).digest()


def _as_array(digests: list[bytes]) -> Prints:
    return np.frombuffer(b"".join(digests), dtype=np.uint64).copy()
