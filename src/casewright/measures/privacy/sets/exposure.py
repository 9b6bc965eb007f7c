"""What a set gives away of canaries: found, completed, and how far up they rank among those never inserted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure
from casewright.measures.privacy.sets.auc import auc
from casewright.measures.privacy.sets.canaries import Canaries
from casewright.measures.privacy.sets.shares import mean, share
from casewright.measures.words import token_keys

__all__ = ["BLIND_EXPOSURE", "exposure"]

SIZES = (1, 2, 3)
BLIND_EXPOSURE = 1 / log(2)
"""Bits that canaries nobody copied show on average: ranks are then even, and log2(N) - log2(rank) averages 1.44."""

Gram = tuple[str, ...]


def exposure(texts: Sequence[str], canaries: Canaries) -> Mapping[str, Figure]:
    """How much of the inserted canaries a set of reports shows.

    ``found`` is the share that stands verbatim in a report, ``completed`` the share whose first half is followed by
    its second half within a report's next twice as many words; where nothing is found the upper end is the 95 %
    bound. ``exposure.mean`` and ``exposure.most`` are in bits: log2(candidates) - log2(rank) (Carlini 2019), the rank
    among the reserve by the greatest share of a canary's words, pairs and triples that one report holds, in the
    middle of equals. Canaries that nobody copied average 1.44 bits; the most that can be seen is log2 of the
    reserve's size + 1. ``exposure.auc`` is the chance that an inserted one ranks above one of the reserve.
    """
    index = _Index.build(texts)
    inserted = [token_keys(text) for text in canaries.inserted]
    likeness = np.array([index.likeness(tokens) for tokens in inserted])
    others = np.array([index.likeness(token_keys(text)) for text in canaries.reserve])
    bits = _bits(likeness, others)
    n = len(inserted)
    note = f"bits; {BLIND_EXPOSURE:.2f} where nothing was copied, at most {np.log2(len(others) + 1):.1f}"
    return {
        "found": share(sum(map(index.holds, inserted)), n, "word for word in one report"),
        "completed": share(sum(map(index.completes, inserted)), n, "its second half follows the first"),
        "exposure.mean": mean(bits, note),
        "exposure.most": Figure(float(bits.max()), n, note=note),
        "exposure.auc": auc(likeness, others, note="DeLong, logit"),
    }


def _bits(likeness: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    ordered = np.sort(others)
    above = len(others) - np.searchsorted(ordered, likeness, side="right")
    ties = np.searchsorted(ordered, likeness, side="right") - np.searchsorted(ordered, likeness, side="left")
    bits: NDArray[np.float64] = np.log2(len(others) + 1) - np.log2(1 + above + ties / 2)
    return bits


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Index:
    """Which texts hold an n-gram, and each text as one string of its tokens."""

    holders: Mapping[Gram, list[int]]
    lines: tuple[str, ...]

    @classmethod
    def build(cls, texts: Sequence[str]) -> _Index:
        holders: defaultdict[Gram, list[int]] = defaultdict(list)
        tokens = [token_keys(text) for text in texts]
        for number, own in enumerate(tokens):
            for gram in set(_grams(own)):
                holders[gram].append(number)
        return cls(holders, tuple(f" {' '.join(own)} " for own in tokens))

    def likeness(self, canary: Sequence[str]) -> float:
        """The greatest share of the canary's n-grams that one text holds, averaged over their sizes."""
        shares: Counter[int] = Counter()
        for gram in set(_grams(canary)):
            for number in self.holders.get(gram, ()):
                shares[number] += 1 / (len(SIZES) * (len(canary) - len(gram) + 1))  # type: ignore[assignment]
        return max(shares.values(), default=0.0)

    def holds(self, canary: Sequence[str]) -> bool:
        return any(f" {' '.join(canary)} " in line for line in self._likely(canary))

    def completes(self, canary: Sequence[str]) -> bool:
        """Whether some text goes on from the first half to the second, be there a few words in between."""
        half = len(canary) // 2
        first, second = f" {' '.join(canary[:half])} ", f" {' '.join(canary[half:])} "
        for line in self._likely(canary):
            _, found, rest = line.partition(first)
            if found and second in f" {' '.join(rest.split()[: 2 * (len(canary) - half)])} ":
                return True
        return False

    def _likely(self, canary: Sequence[str]) -> Iterator[str]:
        """Texts that begin as the canary does."""
        return (self.lines[number] for number in self.holders.get(tuple(canary[:3]), ()))


def _grams(tokens: Sequence[str]) -> Iterator[Gram]:
    return (tuple(tokens[at : at + n]) for n in SIZES for at in range(len(tokens) - n + 1))
