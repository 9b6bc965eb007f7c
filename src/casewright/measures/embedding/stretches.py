"""Texts longer than a model reads: the stretches that it gets, and one row from theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from casewright.measures.embedding.protocol import Rows

__all__ = ["cut", "mean_of_stretches", "unit_rows"]

T = TypeVar("T")
Embed = Callable[[Any], NDArray[np.float32]]


def cut(tokens: Sequence[T], most: int) -> list[list[T]]:
    """Tokens in as few stretches of at most ``most`` as there can be, as even as can be; none for no tokens."""
    count = -(-len(tokens) // most)
    bounds = [len(tokens) * i // count for i in range(count + 1)] if count else [0]
    return [list(tokens[a:b]) for a, b in pairwise(bounds)]


def mean_of_stretches(stretches: Sequence[Sequence[Any]], embed: Embed, dimensions: int) -> NDArray[np.float32]:
    """The mean of the stretches' rows, each counted by its length; zeros for none.

    Each stretch is embedded alone: with eight-bit weights a batch changes the rows of what is in it.
    """
    if not stretches:
        return np.zeros(dimensions, dtype=np.float32)
    lengths = np.array([len(stretch) for stretch in stretches], dtype=np.float32)
    rows = unit_rows(np.stack([embed(stretch) for stretch in stretches]))
    mean: NDArray[np.float32] = (rows * lengths[:, None]).sum(axis=0) / lengths.sum()
    return mean


def unit_rows(rows: NDArray[Any]) -> Rows:
    """Rows of length one; a zero row stays one."""
    wide = np.asarray(rows, dtype=np.float32)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    unit: Rows = np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 1e-12)
    return unit
