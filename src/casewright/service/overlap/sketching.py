"""Sketches of texts: keyed MinHash, by which near-identical texts are known, and which says nothing without its key."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.index.fingerprints import SHINGLE, Fingerprinter, Hashes
from casewright.measures.words import token_keys

__all__ = ["BANDS", "bands_of", "likeness", "parsed", "sketch_of", "text_of"]

Sketch = NDArray[np.uint32]

BANDS, IN_BAND = 16, 4
"""Texts with a Jaccard of 0.7 share a band with probability 1 - (1 - 0.7⁴)¹⁶ = 0.988; of 0.3, 0.12."""
AT_ONCE = 4096
"""Runs of words that are mixed at once: a long text needs no more room than a short one."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


def sketch_of(text: str, hashes: Fingerprinter) -> Sketch | None:
    """The sketch of a text's runs of four tokens; ``None`` for a text that has none."""
    grams = np.unique(hashes.grams(hashes.tokens(token_keys(text)), SHINGLE))
    if not len(grams):
        return None
    seeds = _ODD * np.arange(1, BANDS * IN_BAND + 1, dtype=np.uint64)
    parts = (grams[start : start + AT_ONCE] for start in range(0, len(grams), AT_ONCE))
    least = np.min([_mix(part[:, None] ^ seeds[None, :]).min(axis=0) for part in parts], axis=0)
    return np.asarray(least >> np.uint64(32), dtype=np.uint32)


def bands_of(sketch: Sketch) -> list[str]:
    """Names of its bands: two sketches that share one may be alike."""
    wide = sketch.reshape(BANDS, IN_BAND).astype(np.uint64)
    key = ((wide[:, 0] * _ODD + wide[:, 1]) * _ODD + wide[:, 2]) * _ODD + wide[:, 3]
    return [f"{band:02d}-{int(one):016x}" for band, one in enumerate(key)]


def likeness(one: Sketch, other: Sketch) -> float:
    """An estimate of the Jaccard of the two texts; its standard error is 0.06 at most."""
    return float(np.mean(one == other))


def text_of(sketch: Sketch) -> str:
    """As it is kept."""
    return sketch.astype("<u4").tobytes().hex()


def parsed(text: str) -> Sketch:
    """As `text_of` wrote it."""
    return np.frombuffer(bytes.fromhex(text), dtype="<u4")


def _mix(x: Hashes) -> Hashes:
    """SplitMix64's finaliser (Steele and others 2014): a product alone orders numbers too regularly."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)))
