"""A map of reports and real notes: the two directions in which they differ most, and no single note's place"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.measures.embedding import Rows

__all__ = ["TOGETHER", "in_cells", "two_directions"]

TOGETHER = 5
"""Real notes that a dot stands for at least."""

Places = NDArray[np.float64]


def two_directions(sets: Sequence[Rows]) -> tuple[Places, ...]:
    """Each set on the first two principal axes; every set counts the same, however many it holds.

    The axes are those of the weighted rows about their weighted mean, by singular value decomposition; their signs are
    such that the largest part of each axis is positive.
    """
    weights = np.concatenate([np.full(len(one), 1 / max(len(one), 1)) for one in sets])
    rows = np.concatenate([np.asarray(one, dtype=np.float64) for one in sets])
    centred = rows - (weights @ rows) / weights.sum()
    axes = np.linalg.svd(centred * np.sqrt(weights)[:, None], full_matrices=False)[2][:2]
    axes *= np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]
    places = np.zeros((len(rows), 2))
    places[:, : len(axes)] = centred @ axes.T
    return tuple(np.split(places, np.cumsum([len(one) for one in sets])[:-1]))


def in_cells(places: Places, least: int = TOGETHER) -> Places:
    """Means of neighbours, ``least`` or more together: so that nobody can tell whether a note they hold is among them.

    Cells are halved at the median of their wider side as long as both halves hold enough (microaggregation, Domingo-
    Ferrer and Mateo-Sanz 2002); none for fewer notes than ``least``.
    """
    if len(places) < least:
        return np.zeros((0, 2))
    return np.array([cell.mean(axis=0) for cell in _cells(places, least)])


def _cells(places: Places, least: int) -> Iterator[Places]:
    if len(places) < 2 * least:
        yield places
        return
    wider = int(np.ptp(places, axis=0).argmax())
    order = np.argsort(places[:, wider], kind="stable")
    for half in np.array_split(places[order], 2):
        yield from _cells(half, least)
