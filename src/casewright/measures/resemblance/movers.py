"""Sentence mover's similarity of two texts (Clark, Celikyilmaz and Smith 2019)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.resemblance.transport import earth_movers_each

__all__ = ["Moved", "Sentences", "sentence_movers", "sentence_movers_each"]

Sentences = tuple[NDArray[Any], NDArray[Any]]
"""Vectors of a text's sentences, [n, d], and how many words each has, [n]."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What it takes to carry the sentences of one text to those of the other, and exp(-that), from 0 to 1."""

    distance: float
    similarity: float


def sentence_movers(first: Sentences, second: Sentences) -> Moved | None:
    """Earth mover's distance between sentences, by Euclidean distance, each weighing as many words as it has.

    The similarity is exp(-distance), as in the authors' program; they drop stop-words and average word vectors, here a
    sentence's vector is whatever the embedder makes of it. ``None`` where a text has no word.
    """
    return sentence_movers_each([(first, second)])[0]


def sentence_movers_each(pairs: Sequence[tuple[Sentences, Sentences]]) -> list[Moved | None]:
    """Likewise of many pairs, which takes less than one by one."""
    from scipy.spatial.distance import cdist

    found: list[Moved | None] = [None] * len(pairs)
    told = [place for place, sides in enumerate(pairs) if all(np.sum(lengths) for _, lengths in sides)]
    loads = []
    for (ours, sizes), (theirs, others) in (pairs[place] for place in told):
        loads.append((sizes, others, cdist(np.asarray(ours, dtype=np.float64), np.asarray(theirs, dtype=np.float64))))
    for place, distance in zip(told, earth_movers_each(loads), strict=True):
        found[place] = Moved(distance, exp(-distance))
    return found
