"""Distances of a set of reports to real notes, in form and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.stats import wasserstein_distance

from casewright.measures.style import NoteStyle, abbreviations, usable

__all__ = ["FORMS", "Forms", "Kernel", "apart", "order_distance"]

Rows = NDArray[np.float64]
Places = NDArray[np.intp]


FORMS = ("section order", "words", "sentence words", "short sentences", "abbreviations", "abbreviations to use")


@dataclass(frozen=True)
class Forms:
    """The figures of texts, a row each, computed once."""

    values: dict[str, Rows]
    rates: Rows
    """Uses in a thousand words, a column an abbreviation."""

    @classmethod
    def of(cls, styles: Sequence[NoteStyle], notes: Sequence[NoteStyle] = ()) -> Self:
        """Of texts; with ``notes``, how far the order of sections is from theirs too."""
        own = {
            "words": np.array([one.words for one in styles], dtype=np.float64),
            "sentence words": np.array([one.sentence_words / max(one.sentences, 1) for one in styles]),
            "short sentences": np.array([one.short_sentences / max(one.sentences, 1) for one in styles]),
            "section order": np.array([order_distance(one, notes) for one in styles]),
        }
        rates = [
            [1000 * one.abbreviations[short] / max(one.words, 1) for short in abbreviations("en")] for one in styles
        ]
        return cls(own, np.array(rates))


def apart(name: str, reports: Forms, notes: Forms, chosen: Sequence[int]) -> float:
    """How far the chosen reports are from the notes: nearer is less.

    ``section order`` is the mean share of pairs of sections that stand the other way round; sizes are earth mover's
    distances in their unit; abbreviations are uses in a thousand words, summed over how far each is off.
    """
    if name == "section order":
        return float(np.nanmean(reports.values[name][chosen]))
    if name in reports.values:
        return float(wasserstein_distance(reports.values[name][chosen], notes.values[name]))
    off = np.abs(reports.rates[chosen].mean(axis=0) - notes.rates.mean(axis=0))
    used = [short in usable("en") for short in abbreviations("en")]
    return float(off[used].sum() if name == "abbreviations to use" else off.sum())


def order_distance(report: NoteStyle, notes: Sequence[NoteStyle]) -> float:
    """Share of pairs of sections that stand the other way round (Kendall), mean over notes with such pairs."""
    own = [part.id for part in report.sections]
    found = []
    for note in notes:
        theirs = {part.id: place for place, part in enumerate(note.sections)}
        pairs = [theirs[a] > theirs[b] for a, b in combinations([one for one in own if one in theirs], 2)]
        if pairs:
            found.append(float(np.mean(pairs)))
    return float(np.mean(found)) if found else float("nan")


@dataclass(frozen=True)
class Kernel:
    """A Gaussian kernel over rows of several sets, its width the median heuristic's over all of them."""

    values: Rows

    @classmethod
    def of(cls, rows: Rows) -> Self:
        """Over unit rows."""
        squared = np.maximum(2 - 2 * rows @ rows.T, 0)
        return cls(np.exp(-squared / float(np.median(squared[np.triu_indices(len(rows), 1)]))))

    def mmd2(self, ours: Places, theirs: Places) -> float:
        """Unbiased squared maximum mean discrepancy (Gretton 2012) of two sets of rows, none twice in one."""
        between = self.values[np.ix_(ours, theirs)].mean()
        return float(self._inside(ours) + self._inside(theirs) - 2 * between)

    def permuted(self, ours: Places, theirs: Places, times: int) -> float:
        """Share of permutations at least as far apart, with one added to both counts."""
        dice, both, seen = np.random.default_rng(0), np.concatenate([ours, theirs]), self.mmd2(ours, theirs)
        orders = (dice.permutation(both) for _ in range(times))
        return (1 + sum(self.mmd2(one[: len(ours)], one[len(ours) :]) >= seen for one in orders)) / (times + 1)

    def _inside(self, places: Places) -> float:
        own, count = self.values[np.ix_(places, places)], len(places)
        return float((own.sum() - np.trace(own)) / (count * (count - 1)))
