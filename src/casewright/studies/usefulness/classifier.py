"""A linear classifier for each class against the rest, with settings that no test text ever tuned."""

from __future__ import annotations

import warnings
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["SETTINGS", "Flags", "Task", "best_line", "learn"]

Task = Literal["one", "any"]
"""``one``: a text is of one class. ``any``: it may be of several, or of none."""
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
INNER = 3

SETTINGS = "Linear support vector machine, one class against the rest, C = 1, classes weighted as if equally frequent"


def learn(train: Any, truth: Flags, groups: Numbers, test: Any, task: Task) -> Flags:
    """The classes of the texts at ``test``.

    Args:
        train: Features of the texts to learn from, n x d.
        truth: Their classes, n x classes.
        groups: Their patients, which stay together where a threshold is sought, or -1 for a text that none is sought
            on: beside real notes, reports don't say how often a class is there.
        test: Features of the texts to tell, m x d.
        task: Whether exactly one class is named, the likeliest, or all that pass their thresholds.

    Returns:
        m x classes. A class without an example is never named.
    """
    if task == "any":
        return np.stack([_has(train, column, groups, test) for column in truth.T], axis=1)
    named = np.zeros((test.shape[0], truth.shape[1]), dtype=bool)
    named[np.arange(len(named)), _which(train, truth.argmax(axis=1), test)] = True
    return named


def _has(train: Any, wanted: Flags, groups: Numbers, test: Any) -> Flags:
    """Whether each text has one class; what all examples have, or none, is said of all."""
    if wanted.all() or not wanted.any():
        return np.full(test.shape[0], bool(wanted.any()))
    line = _threshold(train, wanted, groups)
    return np.asarray(_fitted(train, wanted).decision_function(test) > line, dtype=bool)


def _threshold(train: Any, wanted: Flags, groups: Numbers) -> float:
    """Where F1 is best on training texts that were held out in three folds (SCut: Yang 2001; Fan and Lin 2007).

    Where a class is rare, a machine that is asked for as few errors as possible names nobody.
    """
    fold, asked = _inner_folds(wanted, groups), groups >= 0
    scores = np.zeros(len(wanted))
    for held in range(INNER):
        away, here = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        if not len(here) or wanted[away].all() or not wanted[away].any() or not wanted[asked].any():
            return 0.0
        scores[here] = _fitted(train[away], wanted[away]).decision_function(train[here])
    return best_line(scores[asked], wanted[asked])


def best_line(scores: NDArray[np.float64], wanted: Flags) -> float:
    """The score above which F1 is largest; of several, the highest, halfway to the next score below."""
    order = np.argsort(-scores, kind="stable")
    down, right = scores[order], np.cumsum(wanted[order])
    f1 = 2 * right / (np.arange(1, len(down) + 1) + wanted.sum())
    f1[:-1][down[:-1] == down[1:]] = -1  # equal scores can't be told apart
    last = int(f1.argmax())
    return float(down[last] - 1e-9 if last + 1 == len(down) else (down[last] + down[last + 1]) / 2)


def _inner_folds(wanted: Flags, groups: Numbers) -> Numbers:
    """A fold for each text, -1 without a group: groups with the class are dealt out first, then the others."""
    names, own = np.unique(groups, return_inverse=True)
    having = np.bincount(own, wanted) > 0
    order = np.lexsort((np.random.default_rng(0).permutation(len(names)), ~having))
    fold = np.empty(len(names), dtype=np.int64)
    fold[order] = np.arange(len(names)) % INNER
    return np.where(groups < 0, -1, fold[own])


def _which(train: Any, number: Numbers, test: Any) -> Numbers:
    """The number of each text's class."""
    if len(np.unique(number)) == 1:
        return np.full(test.shape[0], number[0])
    return np.asarray(_fitted(train, number).predict(test), dtype=np.int64)


def _fitted(train: Any, wanted: NDArray[Any]) -> Any:
    """By liblinear (Fan et al. 2008)."""
    from sklearn import config_context
    from sklearn.svm import LinearSVC

    made = LinearSVC(C=1.0, class_weight="balanced", dual=True, tol=1e-2, max_iter=1_000, random_state=0)
    with warnings.catch_warnings(), config_context(assume_finite=True, skip_parameter_validation=True):
        warnings.simplefilter("ignore")  # short of convergence the order of classes is settled
        return made.fit(train, wanted)
