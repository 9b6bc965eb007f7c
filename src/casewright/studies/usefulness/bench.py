"""Ways of learning one problem: from notes, from reports, from both, and the controls."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.studies.usefulness.classifier import Flags, learn
from casewright.studies.usefulness.features import Features, Words
from casewright.studies.usefulness.problem import Problem
from casewright.studies.usefulness.scoring import Jury, Score
from casewright.studies.usefulness.splits import Fold, draw_order, folds, part_of

__all__ = ["DRAWS_OF_REPORTS", "Bench"]

Numbers = NDArray[np.int64]
DRAWS_OF_REPORTS = 3
NO_NOTES = 0.0
GUESSES = 20
MANY_NOTES = 300
"""From so many notes on one partition into folds is enough."""


class Bench(Confidential):
    """A problem on features, with folds and draws that all ways of learning share.

    Args:
        problem: What is asked.
        features: Of all texts of the corpus.
        groups: The patient of each note of the corpus.
        seed: Of folds and draws.
    """

    __slots__ = ("_every", "_features", "_groups", "_jury", "_known", "_orders", "_seed", "_splits", "problem")

    def __init__(self, problem: Problem, features: Features, groups: Numbers, seed: int) -> None:
        self.problem, self._features, self._seed = problem, features, seed
        self._every, self._groups = groups, groups[problem.notes]
        self._jury = Jury(problem.tested, self._groups, seed)
        repeats = DRAWS_OF_REPORTS if len(problem.notes) < MANY_NOTES else 1
        self._splits = tuple(folds(problem.tested, self._groups, seed + at) for at in range(repeats))
        self._orders: dict[tuple[str, int], Numbers] = {}
        self._known: dict[tuple[str, int, float], Score] = {}

    def majority(self) -> Score:
        """Control: every note gets the most frequent class; where a note may have several, or none, it gets all."""
        named = np.zeros((1, *self.problem.tested.shape), dtype=bool)
        frequent = int(self.problem.tested.sum(axis=0).argmax())
        named[:, :, slice(None) if self.problem.task == "any" else frequent] = True
        return self._jury.score(named)

    def guess(self) -> Score:
        """Control: classes are dealt out at random, as often as they are there."""
        dice = np.random.default_rng(self._seed)
        return self._jury.score(np.stack([dice.permutation(self.problem.tested) for _ in range(GUESSES)]))

    def titles(self, words: tuple[str, ...]) -> Score | None:
        """Control: learnt from real notes as if they held no words but those of the classes' titles."""
        if not isinstance(self._features, Words):
            return None
        return self._crossed(self._features.only(words), "", 0, 1.0)

    def real(self, share: float = 1.0) -> Score:
        """Learnt from real notes, told on those of other patients (cross-validated, answers pooled over folds)."""
        return self._added("", 0, share)

    def synthetic(self, arm: str, size: int | None = None) -> Score | str:
        """Learnt from an arm's reports alone, told on all notes; in words why not."""
        rows = self.problem.usable[arm]
        lacks = self._lacks(rows)
        if lacks:
            return lacks
        most = len(rows)
        key = (arm, most if size is None else min(size, most), NO_NOTES)
        if key not in self._known:
            self._known[key] = self._alone(arm, key[1])
        return self._known[key]

    def both(self, arm: str, size: int | None = None, share: float = 1.0) -> Score | str:
        """Learnt from real notes and an arm's reports, told on notes of other patients."""
        if not self.problem.covered(arm):
            return self._lacks(self.problem.usable[arm])
        most = len(self.problem.usable[arm])
        return self._added(arm, most if size is None else min(size, most), share)

    def notes_learnt(self, share: float = 1.0) -> int:
        """Real notes that are learnt from, on average over folds."""
        sizes = [len(train) for train, _ in self._all_folds(share)]
        return round(float(np.mean(sizes)))

    def _alone(self, arm: str, size: int) -> Score:
        rows = self.problem.usable[arm]
        draws = [rows] if size == len(rows) else [self._drawn(arm, at, size) for at in range(DRAWS_OF_REPORTS)]
        return self._jury.score(np.stack([self._told(self._features, draw, self.problem.notes) for draw in draws]))

    def _added(self, arm: str, size: int, share: float) -> Score:
        key = (arm, size, share)
        if key not in self._known:
            self._known[key] = self._crossed(self._features, arm, size, share)
        return self._known[key]

    def _lacks(self, rows: Numbers) -> str:
        if not len(rows):
            return "not estimable: no reports to learn from"
        truth = self.problem.truth[rows]
        if truth.any(axis=0).sum() >= 2 or (self.problem.task == "any" and truth.any() and not truth.any(axis=1).all()):
            return ""
        return f"not estimable: {len(rows)} reports, of {'one class alone' if truth.any() else 'none of the classes'}"

    def _drawn(self, arm: str, at: int, size: int) -> Numbers:
        if (arm, at) not in self._orders:
            rows = self.problem.usable[arm]
            self._orders[arm, at] = rows[draw_order(self.problem.truth[rows], self._seed + at)]
        return self._orders[arm, at][:size]

    def _all_folds(self, share: float) -> Iterator[Fold]:
        for at, split in enumerate(self._splits):
            for train, test in split:
                yield part_of(train, self._groups, share, self._seed + at), test

    def _crossed(self, features: Features, arm: str, size: int, share: float) -> Score:
        notes, width = self.problem.notes, len(self._splits[0])
        named = np.zeros((len(self._splits), *self.problem.tested.shape), dtype=bool)
        for place, (train, test) in enumerate(self._all_folds(share)):
            more = notes[:0] if not size else self._drawn(arm, place // width, size)
            named[place // width, test] = self._told(features, np.concatenate([notes[train], more]), notes[test])
        return self._jury.score(named)

    def _told(self, features: Features, train: Numbers, test: Numbers) -> Flags:
        seen, asked = features.split(train, test)
        return learn(seen, self.problem.truth[train], self._patients(train), asked, self.problem.task)

    def _patients(self, train: Numbers) -> Numbers:
        """Of notes; reports among them have none, and by themselves each is one of its own."""
        notes = train < len(self._every)
        if not notes.any():
            return np.arange(len(train))
        return np.where(notes, self._every[np.where(notes, train, 0)], -1)
