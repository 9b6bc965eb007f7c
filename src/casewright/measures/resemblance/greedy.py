"""Greedy matching of token vectors, as BERTScore has it (Zhang et al. 2020, section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Matched", "greedy_match", "inverse_frequencies"]


@dataclass(frozen=True, slots=True)
class Matched:
    """Mean likeness of each token of the candidate to its nearest in the reference, the other way round, and F1."""

    precision: float
    recall: float
    f1: float


def greedy_match(
    candidate: NDArray[Any],
    reference: NDArray[Any],
    candidate_weights: NDArray[Any] | None = None,
    reference_weights: NDArray[Any] | None = None,
) -> Matched:
    """Each token takes the most alike token of the other text; nothing is rescaled against a baseline.

    Args:
        candidate: Unit rows, one a token, [n, d].
        reference: Likewise, [m, d].
        candidate_weights: Weight of each token in the mean, such as `inverse_frequencies`; even without.
        reference_weights: Likewise. A token of weight 0 can still be the one that others match.

    Returns:
        Cosines from -1 to 1; zeros where a text has no token of any weight.
    """
    ours, theirs = _shares(candidate, candidate_weights), _shares(reference, reference_weights)
    if ours is None or theirs is None:
        return Matched(0.0, 0.0, 0.0)
    likeness = candidate @ reference.T
    precision, recall = float(likeness.max(axis=1) @ ours), float(likeness.max(axis=0) @ theirs)
    total = precision + recall
    return Matched(precision, recall, 2 * precision * recall / total if total > 0 else 0.0)


def inverse_frequencies(references: Iterable[Iterable[str]]) -> Mapping[str, float]:
    """ln((N + 1) / (df + 1)) of each token over N references, as the authors' package has it (Zhang 2020)."""
    texts = [set(tokens) for tokens in references]
    counts: dict[str, int] = {}
    for token in chain.from_iterable(texts):
        counts[token] = counts.get(token, 0) + 1
    return {token: log((len(texts) + 1) / (count + 1)) for token, count in counts.items()}


def _shares(rows: NDArray[Any], weights: NDArray[Any] | None) -> NDArray[np.float64] | None:
    given = np.ones(len(rows)) if weights is None else np.asarray(weights, dtype=np.float64)
    total = float(given.sum())
    return given / total if total > 0 else None
