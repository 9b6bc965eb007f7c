"""A linear classifier for each class against the rest, with settings that are never tuned."""

from __future__ import annotations

import warnings
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["SETTINGS", "Flags", "Task", "learn"]

Task = Literal["one", "any"]
"""``one``: a text is of one class. ``any``: it may be of several, or of none."""
Flags = NDArray[np.bool_]

SETTINGS = "Linear support vector machine, one class against the rest, C = 1, classes weighted as if equally frequent"


def learn(train: Any, truth: Flags, test: Any, task: Task) -> Flags:
    """The classes of the texts at ``test``.

    Args:
        train: Features of the texts to learn from, n x d.
        truth: Their classes, n x classes.
        test: Features of the texts to tell, m x d.
        task: Whether exactly one class is named, the likeliest, or all that are likelier than not.

    Returns:
        m x classes. A class without an example is never named.
    """
    if task == "any":
        return np.stack([_has(train, column, test) for column in truth.T], axis=1)
    named = np.zeros((test.shape[0], truth.shape[1]), dtype=bool)
    named[np.arange(len(named)), _which(train, truth.argmax(axis=1), test)] = True
    return named


def _has(train: Any, wanted: Flags, test: Any) -> Flags:
    """Whether each text has one class; what all examples have, or none, is said of all."""
    if wanted.all() or not wanted.any():
        return np.full(test.shape[0], bool(wanted.any()))
    return np.asarray(_fitted(train, wanted, test), dtype=bool)


def _which(train: Any, number: NDArray[np.int64], test: Any) -> NDArray[np.int64]:
    """The number of each text's class."""
    if len(np.unique(number)) == 1:
        return np.full(test.shape[0], number[0])
    return np.asarray(_fitted(train, number, test), dtype=np.int64)


def _fitted(train: Any, wanted: NDArray[Any], test: Any) -> Any:
    """By liblinear (Fan et al. 2008)."""
    from sklearn import config_context
    from sklearn.svm import LinearSVC

    made = LinearSVC(C=1.0, class_weight="balanced", dual=True, tol=1e-3, max_iter=3_000, random_state=0)
    with warnings.catch_warnings(), config_context(assume_finite=True, skip_parameter_validation=True):
        warnings.simplefilter("ignore")  # short of convergence the order of classes is settled
        return made.fit(train, wanted).predict(test)
