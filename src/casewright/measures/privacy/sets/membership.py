"""Membership inference: can one tell from the reports alone whether a real note was shown to the writer?

The attacker holds the reports and a real note, and scores the note by how near reports lie to it (Hilprecht 2019;
Chen 2020, GAN-Leaks). They are the simplest attacks, which need no model: a set that resists them may fall to others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.embedding import Rows
from casewright.measures.figure import Figure
from casewright.measures.privacy.sets.auc import auc
from casewright.measures.privacy.sets.embedded import Embedded
from casewright.measures.privacy.sets.shares import upper_bound

__all__ = ["ATTACKS", "FEWEST_NONMEMBERS", "attack_scores", "membership"]

ATTACKS = ("maximum", "top_3", "mean")
FEWEST_NONMEMBERS = 100
"""Notes that a false-positive rate of 1 % takes."""
FALSE_POSITIVES = 0.01
RESAMPLES = 1000
BLOCK = 2048

Scores = NDArray[np.float64]


def membership(reports: Rows, members: Embedded, nonmembers: Embedded, *, seed: int = 0) -> Mapping[str, Figure]:
    """How well three attacks tell notes that the writer was shown from notes that it was not.

    Args:
        reports: Unit rows, one a report.
        members: Notes of the corpus.
        nonmembers: Notes of other patients from the same source. Where the two differ in anything else (years, wards),
            the attack finds that difference, and its figures say nothing about copying.
        seed: Of the resamples of patients that the interval of the rate is from.

    Returns:
        For ``maximum``, ``top_3`` and ``mean`` similarity: ``ATTACK.auc``, 0.5 where the attack is blind, and
        ``ATTACK.tpr_at_1fpr``, the share of members found when one in a hundred others is taken for one (0.01 where
        it is blind; Carlini 2022), which takes 100 nonmembers.
    """
    inside, outside = attack_scores(reports, members.rows), attack_scores(reports, nonmembers.rows)
    found: dict[str, Figure] = {}
    for name in ATTACKS:
        groups = members.patients, nonmembers.patients
        found[f"{name}.auc"] = auc(inside[name], outside[name], *groups, note="DeLong by patient, logit")
        found[f"{name}.tpr_at_1fpr"] = _rate(inside[name], outside[name], *groups, seed)
    return found


def attack_scores(reports: Rows, notes: Rows) -> dict[str, Scores]:
    """For each note the greatest, the mean of the three greatest, and the mean similarity of a report to it."""
    tops = np.zeros((len(notes), min(3, len(reports))))
    for start in range(0, len(notes), BLOCK):
        likeness = notes[start : start + BLOCK] @ reports.T
        tops[start : start + BLOCK] = np.sort(np.partition(likeness, -tops.shape[1], axis=1)[:, -tops.shape[1] :])
    mean = (notes @ reports.mean(axis=0)).astype(np.float64)
    return {"maximum": tops[:, -1], "top_3": tops.mean(axis=1), "mean": mean}


def _rate(inside: Scores, outside: Scores, members: NDArray[Any], nonmembers: NDArray[Any], seed: int) -> Figure:
    n = len(inside)
    if len(outside) < FEWEST_NONMEMBERS or not n:
        return Figure(None, n, note=f"can't be told: takes {FEWEST_NONMEMBERS} nonmembers, not {len(outside)}")
    value = _found(inside, outside)
    dice = np.random.default_rng(seed)
    draws = [_found(_resample(inside, members, dice), _resample(outside, nonmembers, dice)) for _ in range(RESAMPLES)]
    low, high = np.quantile(draws, (0.025, 0.975))
    least = upper_bound(len(np.unique(members))) if not value else 0.0
    return Figure(value, n, float(low), float(max(high, least)), f"{len(outside)} nonmembers; bootstrap by patient")


def _found(inside: Scores, outside: Scores) -> float:
    """Share of members above the score that at most one in a hundred nonmembers exceeds."""
    allowed = int(FALSE_POSITIVES * len(outside))
    line = np.partition(outside, len(outside) - 1 - allowed)[len(outside) - 1 - allowed]
    return float((inside > line).mean())


def _resample(scores: Scores, groups: NDArray[Any], dice: np.random.Generator) -> Scores:
    """The notes of as many patients as there are, drawn with replacement."""
    _, which = np.unique(groups, return_inverse=True)
    times = np.bincount(dice.integers(0, which.max() + 1, which.max() + 1), minlength=which.max() + 1)
    return np.repeat(scores, times[which])
