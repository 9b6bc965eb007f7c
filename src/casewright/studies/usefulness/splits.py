"""Who is learnt from and who is told: folds that keep patients together, and nested draws of a wanted size."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray

from casewright.studies.usefulness.classifier import Flags

__all__ = ["FOLDS", "Fold", "draw_order", "folds", "part_of"]

FOLDS = 5
Numbers = NDArray[np.int64]
Fold = tuple[Numbers, Numbers]
"""Places of the notes that are learnt from, and of those that are told."""


def folds(truth: Flags, groups: Numbers, seed: int) -> tuple[Fold, ...]:
    """Five folds with about the same share of each class; a group is never on both sides.

    Args:
        truth: The classes of each note.
        groups: The patient of each note.
        seed: Of the split.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    made = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # notes of no class may be fewer than folds
        return tuple(made.split(np.zeros(len(truth)), _strata(truth), groups))


def draw_order(truth: Flags, seed: int) -> Numbers:
    """An order of texts each beginning of which holds the classes in about the shares of the whole.

    So draws are nested: 100 reports are the 30 and 70 more.
    """
    dice = np.random.default_rng(seed)
    strata, shuffled = _strata(truth), dice.permutation(len(truth))
    rank = np.empty(len(truth))
    for stratum in np.unique(strata):
        members = shuffled[strata[shuffled] == stratum]
        rank[members] = (np.arange(len(members)) + dice.random()) / len(members)
    return np.argsort(rank, kind="stable")


def part_of(train: Numbers, groups: Numbers, share: float, seed: int) -> Numbers:
    """Notes of as many whole groups as make about a share of the notes; draws are nested."""
    if share >= 1:
        return train
    own = np.unique(groups[train])
    order = np.random.default_rng(seed).permutation(own)
    sizes = np.array([(groups[train] == group).sum() for group in order])
    taken = order[: max(1, int(np.searchsorted(np.cumsum(sizes), share * len(train), side="right")))]
    return train[np.isin(groups[train], taken)]


def _strata(truth: Flags) -> Numbers:
    """The rarest of a text's classes, or -1."""
    rare_first = np.argsort(truth.sum(axis=0), kind="stable")
    ranked = truth[:, rare_first]
    return np.where(ranked.any(axis=1), rare_first[ranked.argmax(axis=1)], -1)
