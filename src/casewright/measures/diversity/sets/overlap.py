"""How much the reports of a set say the same words: Self-BLEU and long phrases that stand in several reports.

Everything takes the set's counts and which reports are kept, so that a jackknife costs no new counting.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.grams import Counted, Grams

__all__ = ["phrase_figures", "self_bleu_figures", "self_bleus"]

Kept = NDArray[np.bool_]
ORDERS = 4
EPSILON = 0.1
PHRASE = 8
SALKAR = 4


def self_bleu_figures(grams: Grams, kept: Kept) -> Mapping[str, float | None]:
    """``self_bleu_1`` to ``self_bleu_4``: mean BLEU of each report against all others (Zhu 2018)."""
    if kept.sum() < 2:
        return {f"self_bleu_{n}": None for n in range(1, ORDERS + 1)}
    means = self_bleus(grams, kept).mean(axis=0)
    return {f"self_bleu_{n}": float(means[n - 1]) for n in range(1, ORDERS + 1)}


def self_bleus(grams: Grams, kept: Kept) -> NDArray[np.float64]:
    """BLEU-1 to 4 of every kept report against the other kept ones, [kept, 4].

    Exact, in time linear in the words: the most that any *other* report has of an n-gram is the largest count, or the
    second largest for the report that has the largest. Conventions as in `casewright.measures.diversity.bleu`:
    n-grams that are nowhere else count 0.1 where an order has no match at all (Chen and Cherry 2014, method 1), and the
    brevity penalty takes the closest length, the shorter of two.
    """
    lengths, places = grams.lengths[kept], np.flatnonzero(kept)
    logs, matched = np.zeros((len(places), ORDERS)), np.zeros(len(places))
    for n in range(1, ORDERS + 1):
        hits = _clipped(grams.counted(n).keep(kept), len(kept))[places]
        if n == 1:
            matched = hits
        logs[:, n - 1] = np.log(np.where(hits > 0, hits, EPSILON) / np.maximum(lengths - n + 1, 1))
    means = np.cumsum(logs, axis=1) / np.arange(1, ORDERS + 1)
    found: NDArray[np.float64] = np.exp(means) * _brevity(lengths)[:, None] * (matched > 0)[:, None]
    return found


def _clipped(rows: Counted, size: int) -> NDArray[np.float64]:
    """By report: n-grams that some other report has too, each at most as often as there."""
    if not len(rows.grams):
        return np.zeros(size)
    first = np.flatnonzero(rows.firsts())
    sizes = np.diff(np.append(first, len(rows.grams)))
    others = np.repeat(rows.counts[first], sizes)
    second = np.where(sizes > 1, rows.counts[np.minimum(first + 1, len(rows.counts) - 1)], 0)
    others[first] = second
    return np.bincount(rows.owners, np.minimum(rows.counts, others), size).astype(np.float64)


def _brevity(lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """exp(1 - r / c) with r the closest length among the others; 1 for a report that is longer than that.

    A report without words matches nothing, so whatever stands here for it is multiplied by none.
    """
    order = np.argsort(lengths, kind="stable")
    ranked = lengths[order].astype(np.float64)
    below, above = np.concatenate(([np.inf], ranked[:-1])), np.concatenate((ranked[1:], [np.inf]))
    closest = np.where(np.abs(below - ranked) <= np.abs(above - ranked), below, above)
    penalty = np.where(ranked > closest, 1.0, np.exp(1 - closest / np.maximum(ranked, 1)))
    found = np.empty(len(lengths))
    found[order] = penalty
    return found


def phrase_figures(grams: Grams, kept: Kept) -> Mapping[str, float | None]:
    """Long phrases that stand in another report.

    ``phrases_repeated`` is the share of the reports' 8-grams, each as often as it is said, that stand in another
    report too. ``self_repetition_score`` is Salkar et al. 2022 ("Self-Repetition in Abstractive Neural Summarizers") as
    Shaib et al. 2024 state it: the mean over reports of log(1 + the number of other reports that hold each of its
    4-grams, summed); it grows with the set, so it is to be read at equal numbers of reports.
    """
    if kept.sum() < 2:
        return {"phrases_repeated": None, "self_repetition_score": None}
    rows = grams.counted(PHRASE).keep(kept)
    total = int(rows.counts.sum())
    repeated = int(rows.counts[_holders(rows) > 1].sum())
    four = grams.counted(SALKAR).keep(kept)
    sums = np.bincount(four.owners, _holders(four) - 1, len(kept))[kept]
    share = repeated / total if total else None
    return {"phrases_repeated": share, "self_repetition_score": float(np.log1p(sums).mean())}


def _holders(rows: Counted) -> NDArray[np.int64]:
    """By row: how many reports have its n-gram."""
    if not len(rows.grams):
        return np.zeros(0, dtype=np.int64)
    found: NDArray[np.int64] = np.bincount(rows.grams)[rows.grams]
    return found
