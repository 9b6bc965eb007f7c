"""Macro- and micro-F1 with intervals over test notes, drawn by patient, and over repeated draws of the training set."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure
from casewright.studies.statistics.bootstrap import words_for_few
from casewright.studies.statistics.resampling import ends
from casewright.studies.statistics.zero import lower_bound, upper_bound
from casewright.studies.usefulness.classifier import Flags

__all__ = ["DRAWS", "Change", "Jury", "Score", "f1"]

DRAWS = 2_000
Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]


def f1(counts: Reals) -> tuple[Reals, Reals]:
    """Macro- and micro-F1 of counts (…, classes, 3) of what was rightly named, wrongly named and missed.

    Macro is the mean of the classes' F1 (Opitz and Burst 2019, arXiv 1911.03347); a class that is neither there nor
    named is left out, which happens in draws only. Micro is the F1 of the sums.
    """
    right, whole = 2 * counts[..., 0], 2 * counts[..., 0] + counts[..., 1] + counts[..., 2]
    there = whole > 0
    each = np.divide(right, whole, out=np.zeros_like(right), where=there)
    macro = each.sum(axis=-1) / np.maximum(there.sum(axis=-1), 1)
    return macro, right.sum(axis=-1) / np.maximum(whole.sum(axis=-1), 1)


@dataclass(frozen=True, slots=True)
class Score:
    """How well one way of learning did.

    Attributes:
        macro: Macro-F1.
        micro: Micro-F1; where each note has one class it is the share of notes that were told right.
        draws: Both, draw by draw (2 x draws), for differences; draws of one jury belong together.
        units: Patients.
    """

    macro: Figure
    micro: Figure
    draws: Reals = field(repr=False)
    units: int

    def minus(self, other: Score) -> tuple[Change, Change]:
        """The difference in macro- and in micro-F1, draw by draw."""
        return self._change(other, 0), self._change(other, 1)

    def _change(self, other: Score, which: int) -> Change:
        ours, theirs = (self.macro, other.macro) if which == 0 else (self.micro, other.micro)
        if ours.value is None or theirs.value is None:
            return Change(Figure(None, ours.n, note="not estimable"), None)
        drawn = self.draws[which] - other.draws[which]
        below, above = (drawn <= 0).sum() + 1, (drawn >= 0).sum() + 1
        p = min(1.0, 2 * float(min(below, above)) / (len(drawn) + 1))
        if np.ptp(drawn) == 0:
            value = ours.value - theirs.value
            return Change(Figure(value, ours.n, note="no interval: the same in every draw of patients"), p)
        note = words_for_few(self.units, "paired bootstrap over patients")
        return Change(Figure(ours.value - theirs.value, ours.n, *_ends(drawn, self.units), note), p)


@dataclass(frozen=True, slots=True)
class Change:
    """A difference with its p value (two-sided, by the share of draws on the other side of 0)."""

    figure: Figure
    p: float | None


class Jury:
    """Scores ways of learning on the same notes by the same draws of patients, so that differences are paired.

    The interval is the percentile bootstrap over patients with all their notes and over the repeated draws of the
    training set, at a level widened for few patients. It says nothing of another real corpus to learn from.

    Args:
        truth: The classes of each note.
        groups: The patient of each note.
        seed: Of the draws.
    """

    def __init__(self, truth: Flags, groups: Numbers, seed: int) -> None:
        self._truth, self._seed = truth, seed
        self._own = np.unique(groups, return_inverse=True)[1]
        self._units = int(self._own.max(initial=-1)) + 1
        dice = np.random.default_rng(seed)
        chosen = dice.integers(0, self._units, (DRAWS, self._units))
        rows = np.repeat(np.arange(DRAWS), self._units)
        flat = np.bincount(rows * self._units + chosen.ravel(), minlength=DRAWS * self._units)
        self._weights = flat.reshape(DRAWS, self._units).astype(np.float64)

    def score(self, named: Flags) -> Score:
        """The score of what was named.

        Args:
            named: Repeats x notes x classes.
        """
        counts = np.stack([self._counts(one) for one in named])
        drawn = np.stack([_flat_f1(self._weights, one) for one in counts])
        picked = np.random.default_rng(self._seed + 1).integers(0, len(named), (DRAWS, len(named)))
        draws = np.stack([drawn[picked, which, np.arange(DRAWS)[:, None]].mean(axis=1) for which in (0, 1)])
        point = np.array([f1(one.sum(axis=0)) for one in counts]).mean(axis=0)
        how = f"bootstrap over {self._units} patients" + (f" and {len(named)} draws" if len(named) > 1 else "")
        n, note = len(self._truth), words_for_few(self._units, how)
        macro, micro = (self._figure(float(point[at]), draws[at], n, note, which=at) for at in (0, 1))
        return Score(macro, micro, draws, self._units)

    def _figure(self, value: float, drawn: Reals, n: int, note: str, *, which: int) -> Figure:
        """All wrong and all right have no spread to draw from: they get exact bounds on the share told right."""
        if 0 < value < 1:
            return Figure(value, n, *_ends(drawn, self._units), note)
        sizes = self._truth.sum(axis=0) if which == 0 else [self._truth.sum()]
        if value == 0:
            most = [upper_bound(0, int(size)) for size in sizes]
            high = float(np.mean([2 * share / (1 + share) for share in most]))
            return Figure(value, n, 0.0, high, f"none told right; exact bound, were all that is named right; of {n}")
        return Figure(
            value,
            n,
            float(np.mean([lower_bound(int(size), int(size)) for size in sizes])),
            1.0,
            (f"all told right; exact bound on the share told right; of {n}"),
        )

    def _counts(self, named: Flags) -> Reals:
        """Patients x classes x 3."""
        truth = self._truth
        each = np.stack([truth & named, ~truth & named, truth & ~named], axis=-1).astype(np.float64)
        counts = np.zeros((self._units, *each.shape[1:]))
        np.add.at(counts, self._own, each)
        return counts


def _flat_f1(weights: Reals, counts: Reals) -> Reals:
    summed = (weights @ counts.reshape(len(counts), -1)).reshape(len(weights), *counts.shape[1:])
    return np.stack(f1(summed))


def _ends(drawn: Reals, units: int) -> tuple[float | None, float | None]:
    if units < 2:
        return None, None
    low, high = ends(drawn, units)
    return low, high
