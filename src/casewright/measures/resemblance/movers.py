"""Sentence mover's similarity of two texts (Clark, Celikyilmaz and Smith 2019)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.resemblance.transport import earth_movers

__all__ = ["Moved", "sentence_movers"]


@dataclass(frozen=True, slots=True)
class Moved:
    """What it takes to carry the sentences of one text to those of the other, and exp(-that), from 0 to 1."""

    distance: float
    similarity: float


def sentence_movers(
    first: NDArray[Any], first_lengths: NDArray[Any], second: NDArray[Any], second_lengths: NDArray[Any]
) -> Moved | None:
    """Earth mover's distance between sentences, by Euclidean distance, each weighing as many words as it has.

    The similarity is exp(-distance), as in the authors' program; they drop stop-words and average word vectors, here a
    sentence's vector is whatever the embedder makes of it. ``None`` where a text has no sentence.

    Args:
        first: Vectors of sentences, [n, d].
        first_lengths: Words of each, [n].
        second: [m, d].
        second_lengths: [m].
    """
    if not np.sum(first_lengths) or not np.sum(second_lengths):
        return None
    from scipy.spatial.distance import cdist

    apart = cdist(np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64))
    distance = earth_movers(first_lengths, second_lengths, apart)
    return Moved(distance, exp(-distance))
