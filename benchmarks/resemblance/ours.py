"""The same inputs by our measures"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from benchmarks.resemblance.contestant import PERMUTATIONS, Work, loads, texts

from casewright.measures.resemblance import earth_movers_each, greedy_match, meteor, mmd_test, rouge_l, stemmer
from casewright.measures.words import token_keys
from casewright.types import Language

__all__ = ["OURS"]


def _rouge(folder: Path) -> Work:
    pairs = texts(folder, "en")
    return lambda: [rouge_l(token_keys(one), token_keys(other)).f1 for one, other in pairs]


def _meteor(folder: Path, language: Language) -> Work:
    pairs = [(one.split(), other.split()) for one, other in texts(folder, language)]

    def work() -> list[float]:
        stemmer.cache_clear()
        return [meteor(one, other, stemmer(language)) for one, other in pairs]

    return work


def _mmd(folder: Path) -> Work:
    held = np.load(folder / "samples.npz")
    first, second = held["first"], held["second"]

    def work() -> list[float]:
        found = mmd_test(first, second, permutations=PERMUTATIONS, bandwidth=float(np.sqrt(first.shape[1])))
        return [found.value.value or 0.0, found.p.value or 0.0]

    return work


def _transport(folder: Path) -> Work:
    held = loads(folder)
    return lambda: earth_movers_each(held)


def _bertscore(folder: Path) -> Work:
    """On the vectors that the peer left, marks of ends among them with weight 0."""
    count = len(texts(folder, "en"))
    sides = [[np.load(folder / f"tokens_{side}_{place}.npz") for place in range(count)] for side in (0, 1)]
    held = [[(_unit(one["rows"]), one["weights"]) for one in side] for side in sides]
    return lambda: [greedy_match(a, b, v, w).f1 for (a, v), (b, w) in zip(*held, strict=True)]


def _unit(rows: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    lengths: np.ndarray[tuple[int, int], np.dtype[np.float32]] = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths


OURS: dict[str, Callable[[Path], Work]] = {
    "rouge": _rouge,
    "meteor": lambda folder: _meteor(folder, "en"),
    "meteor_es": lambda folder: _meteor(folder, "es"),
    "mmd": _mmd,
    "transport": _transport,
    "bertscore": _bertscore,
}
