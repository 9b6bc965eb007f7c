"""Real against real: the MMD² that random halves of the real notes have between them, patients kept together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure
from casewright.measures.resemblance.kernel import Floats, gram, mmd2_of

__all__ = ["SPLITS", "Halves", "mmd_of_halves", "split_groups"]

SPLITS = 200


@dataclass(frozen=True, slots=True)
class Halves:
    """What halves of one kind have.

    Attributes:
        value: Mean MMD² over the partings, with the middle 95 % of them; ``n`` is of both halves.
        line: 95th percentile over the partings, brought to the sizes asked for.
        size: Notes of the smaller half, on average.
    """

    value: Figure
    line: Figure
    size: int


def mmd_of_halves(
    rows: NDArray[Any],
    groups: Sequence[str],
    *,
    bandwidth: float,
    sizes: tuple[int, int],
    seed: int = 0,
    splits: int = SPLITS,
) -> Halves:
    """MMD² between two random halves of the real notes, again and again.

    Where both samples are of one kind, MMD² spreads as 1/n + 1/m do (Gretton 2012, theorem 12); halves are smaller than
    the samples they are the yardstick of, so their 95th percentile is brought to ``sizes`` by that ratio.

    Args:
        rows: Vectors of the real notes, [notes, d], of two groups with two notes each at least.
        groups: Whose each note is; no group is in both halves.
        bandwidth: σ of the kernel, as in the comparison that this is the yardstick of.
        sizes: Sizes of the two samples of that comparison.
        seed: Of the halves.
        splits: How many there are.
    """
    first = split_groups(groups, splits, np.random.default_rng(seed))
    n, m = first.sum(axis=0), (~first).sum(axis=0)
    usable = np.minimum(n, m) >= 2
    if not usable.any():
        empty = Figure(None, len(rows), note="not estimable: the real notes can't be halved")
        return Halves(empty, empty, 0)
    first, n, m = first[:, usable], n[usable], m[usable]
    found = mmd2_of(gram(rows, bandwidth), first, ~first)
    wanted = 1 / sizes[0] + 1 / sizes[1]
    line = float(np.quantile(found * wanted / (1 / n + 1 / m), 0.95))
    return Halves(_spread(found, len(rows)), _line(line, found, len(rows)), round(float(np.minimum(n, m).mean())))


def split_groups(groups: Sequence[str], splits: int, dice: np.random.Generator) -> NDArray[np.bool_]:
    """Which notes are in the first of two halves, [notes, splits]: groups in random order until half is reached."""
    owners = np.unique(np.asarray(groups), return_inverse=True)[1]
    sizes = np.bincount(owners)
    order = np.argsort(dice.random((splits, len(sizes))), axis=1)
    before = np.cumsum(sizes[order], axis=1) - sizes[order]
    chosen = np.zeros(order.shape, dtype=bool)
    np.put_along_axis(chosen, order, before + sizes[order] / 2 <= len(owners) / 2, axis=1)
    halves: NDArray[np.bool_] = chosen[:, owners].T
    return halves


def _spread(found: Floats, n: int) -> Figure:
    low, high = np.quantile(found, [0.025, 0.975])
    return Figure(float(found.mean()), n, float(low), float(high), f"middle 95 % of {len(found)} random halves")


def _line(line: float, found: Floats, n: int) -> Figure:
    """With the interval of a quantile by order statistics (Conover 1999, section 3.2)."""
    from scipy.stats import binom

    ordered, scale = np.sort(found), line / float(np.quantile(found, 0.95) or 1)
    places = [int(binom.ppf(q, len(found), 0.95)) for q in (0.025, 0.975)]
    low, high = (float(ordered[min(place, len(found) - 1)]) * scale for place in places)
    return Figure(line, n, min(low, high, line), max(low, high, line), f"95th percentile of {len(found)} random halves")
