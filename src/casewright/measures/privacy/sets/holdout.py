"""Whether reports lie nearer to the corpus than to notes that nobody showed the writer (Platzer and Reutterer 2021)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from casewright.measures.embedding import Rows, nearest
from casewright.measures.figure import Figure
from casewright.measures.privacy.sets.embedded import Embedded
from casewright.measures.privacy.sets.shares import exact_interval

__all__ = ["holdout_share"]


def holdout_share(reports: Rows, corpus: Embedded, holdout: Embedded, *, seed: int = 0) -> Figure:
    """Share of the reports whose nearest real note is of the corpus and not held out; 0.5 where nothing was learned.

    Both sides are brought to the same number of notes by leaving whole patients out of the larger one. A report's
    nearest note decides, so reports with the same nearest patient say one thing: some notes are near to everything,
    and on which side those fall is chance. The interval is the exact one for n² / sum of squares of the reports by
    nearest patient (Kish's effective size). Reports that are equally near to both sides count for neither.
    """
    inside, outside = _equal(corpus, holdout, seed)
    if not len(inside) or not len(reports):
        return Figure(None, len(reports), note="no notes to hold out")
    to_corpus, to_holdout = nearest(reports, inside.rows), nearest(reports, outside.rows)
    decided = to_corpus.first != to_holdout.first
    nearer = (to_corpus.first < to_holdout.first)[decided]
    patients = np.where(nearer, inside.patients[to_corpus.index[decided]], outside.patients[to_holdout.index[decided]])
    return _figure(nearer, patients, len(inside), len(outside))


def _figure(nearer: NDArray[np.bool_], patients: NDArray[np.int64], inside: int, outside: int) -> Figure:
    n = len(nearer)
    if not n:
        return Figure(None, 0, note="every report is equally near to both")
    sizes = np.unique(patients, return_counts=True)[1]
    effective = n**2 / (sizes**2).sum()
    value = float(nearer.mean())
    low, high = exact_interval(value * effective, effective)
    note = f"{inside} notes, {outside} held out; {len(sizes)} nearest patients, effectively {effective:.0f} trials"
    return Figure(value, n, low, high, note)


def _equal(corpus: Embedded, holdout: Embedded, seed: int) -> tuple[Embedded, Embedded]:
    few = min(len(corpus), len(holdout))
    return _cut(corpus, few, seed), _cut(holdout, few, seed)


def _cut(notes: Embedded, most: int, seed: int) -> Embedded:
    """Whole patients, drawn until there are as many notes as asked; the last one may bring a few more."""
    if len(notes) <= most:
        return notes
    patients, sizes = np.unique(notes.patients, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(patients))
    enough = int(np.searchsorted(np.cumsum(sizes[order]), most)) + 1
    return notes.pick(np.isin(notes.patients, patients[order[:enough]]))
