"""Keyed fingerprints: 16 bits a token, 64 bits a patient or an n-gram, all from one key.

A token's fingerprint is keyed blake2b of its key, cut to 16 bits: two words in 65,535 share one by chance, which a
4-word shingle makes as rare as its words are many. An n-gram's fingerprint is a mix of its tokens' under secrets of
the key. Without the key nobody can test whether a phrase is in an index; who holds both can: pseudonymous, not
anonymous.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from casewright.errors import UsageError
from casewright.measures.privacy.confidential import Confidential

__all__ = ["LEAST_KEY", "SHINGLE", "Fingerprinter", "Hashes", "Integers", "Tokens", "pack", "whole"]

Tokens = NDArray[np.uint16]
Hashes = NDArray[np.uint64]
Integers = NDArray[np.int64]

LEAST_KEY = 16
"""Bytes that a key has at least."""
SHINGLE = 4
"""Tokens of the n-grams that find candidates; four 16-bit tokens fill 64 bits exactly."""
KNOWN = 300_000
"""Words that are remembered between calls."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


class Fingerprinter(Confidential):
    """Hashes under one key; two of different keys share no fingerprint but by chance.

    Attributes:
        check: tells whether two keys are the same, and nothing else.

    Raises:
        UsageError: the key is shorter than 16 bytes.
    """

    __slots__ = ("_before", "_behind", "_key", "check")

    def __init__(self, key: bytes) -> None:
        if len(key) < LEAST_KEY:
            raise UsageError(f"a fingerprint key has {LEAST_KEY} bytes or more, not {len(key)}")
        self._key = hashlib.blake2b(key, digest_size=32, person=b"casewright.index").digest()
        seeds = np.frombuffer(self.derive(b"grams", 16), dtype=np.uint64)
        self._before, self._behind = seeds[0], seeds[1]
        self.check = self.derive(b"check", 16).hex()

    def derive(self, purpose: bytes, size: int = 32) -> bytes:
        """A key for one purpose."""
        return hashlib.blake2b(purpose, digest_size=size, key=self._key).digest()

    def tokens(self, keys: Iterable[str], known: dict[str, int] | None = None) -> Tokens:
        """One fingerprint a token, 1 to 65,535; 0 is left for the end of a note.

        ``known`` remembers words between calls.
        """
        wanted = list(keys)
        seen = {} if known is None else known
        if len(seen) > KNOWN:
            seen.clear()
        for key in set(wanted).difference(seen):
            seen[key] = self._number(key) % 65_535 + 1
        return np.array(list(map(seen.__getitem__, wanted)), dtype=np.uint16)

    def patient(self, name: str) -> int:
        """The fingerprint of a patient's name."""
        return self._number(f"\0patient\0{name}")

    def hexdigest(self, data: bytes) -> str:
        """A keyed digest of anything, 16 hex digits."""
        return hashlib.blake2b(data, digest_size=8, key=self._key).hexdigest()

    def grams(self, tokens: Tokens, n: int) -> Hashes:
        """One fingerprint for each run of n tokens, n being 4, 5, 8 or 13; none where there are fewer."""
        four = self._mix(pack(tokens))
        if n == SHINGLE:
            return four
        if n == SHINGLE + 1:
            return self._pair(four, 1)
        eight = self._pair(four, 4)
        return eight if n == 8 else self._pair(eight, 5)

    def grams_at(self, packed: Hashes, places: Integers, n: int) -> Hashes:
        """The fingerprints of n-grams, n being 8 or 13, at some places of packed tokens only."""
        if n == 8:
            return self._mix(self._mix(packed[places]) * _ODD + self._mix(packed[places + 4]))
        return self._mix(self.grams_at(packed, places, 8) * _ODD + self.grams_at(packed, places + 5, 8))

    def _pair(self, parts: Hashes, apart: int) -> Hashes:
        """N-grams from two shorter ones that begin ``apart`` tokens from one another and cover them."""
        if len(parts) <= apart:
            return parts[:0]
        return self._mix(parts[:-apart] * _ODD + parts[apart:])

    def _mix(self, x: Hashes) -> Hashes:
        """SplitMix64's finaliser (Steele and others 2014) between two secrets."""
        x = x ^ self._before
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return np.asarray(x ^ (x >> np.uint64(31)) ^ self._behind)

    def _number(self, text: str) -> int:
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=self._key).digest()
        return int.from_bytes(digest, "little")


def pack(tokens: Tokens) -> Hashes:
    """Every run of four tokens as one number, without loss."""
    if len(tokens) < SHINGLE:
        return np.zeros(0, dtype=np.uint64)
    wide = tokens.astype(np.uint64)
    low = wide[:-1] | (wide[1:] << np.uint64(16))
    return np.asarray(low[:-2] | (low[2:] << np.uint64(32)))


def whole(tokens: Tokens, n: int) -> NDArray[np.bool_]:
    """Which runs of n tokens lie within one note."""
    ends = np.concatenate(([0], np.cumsum(tokens == 0)))
    return np.asarray(ends[n:] == ends[:-n]) if len(tokens) >= n else np.zeros(0, dtype=bool)
