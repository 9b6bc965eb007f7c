"""What is usual among the real notes themselves: the limits that a report is held against.

Up to a thousand notes, evenly taken by row, are each screened against the rest of their corpus, without their own
patient's notes and without near-duplicates (5-gram Jaccard above 0.8), by the functions that screen a report.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import Integers
from casewright.measures.privacy.index.likeness import Likeness
from casewright.measures.privacy.index.overlap import Overlap, Searcher
from casewright.measures.privacy.index.real_distances import nearest_two
from casewright.measures.privacy.limits import ScreenLimits

__all__ = [
    "FIGURES",
    "JACCARD",
    "SMALL_CORPUS",
    "Baseline",
    "figures_of",
    "left_out",
    "limits_of",
    "measure_baseline",
    "percentile",
    "sampled",
    "sorted_values",
]

Baseline = Mapping[str, NDArray[np.float64]]
"""Sorted values of each figure; those of `FIGURES` are named as in `Privacy`."""
FIGURES = (
    "longest_run",
    "containment_8",
    "containment_13",
    "fuzzy_containment",
    "nearest_bleu",
    "nearest_rouge_l",
    "nearest",
    "nearest_ratio",
)
JACCARD = "jaccard"
"""5-gram Jaccard to the likest note of another patient; the floor of novelty comes from it."""
SAMPLE = 1000
SMALL_CORPUS = 200
"""Notes below which a corpus is marked as small and no limit is taken from it."""
QUANTILE = 0.99


def measure_baseline(searcher: Searcher) -> Baseline:
    """All figures of the sampled notes, in order; a figure that a note doesn't have is left out."""
    corpus = searcher.corpus
    likeness = Likeness.build(corpus, searcher.hashes, sampled(corpus, np.arange(len(corpus))))
    first, second, note = nearest_two(corpus, likeness)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(second > 0, first / second, np.where(second == 0, 1.0, np.nan))
    rows = [
        figures_of(searcher, np.asarray(corpus.note(number)), left_out(searcher, likeness, one), int(note[one]))
        for one, number in enumerate(likeness.sample.tolist())
    ]
    columns = dict(zip(FIGURES, np.array(rows, dtype=np.float64).reshape(-1, 6).T, strict=False))
    columns |= {"nearest": first, "nearest_ratio": ratio, JACCARD: likeness.nearest}
    return {name: sorted_values(values) for name, values in columns.items()}


def sorted_values(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Those that could be told, in order, as precise as they are kept."""
    return np.sort(values[~np.isnan(values)]).astype(np.float32).astype(np.float64)


def sampled(corpus: Corpus, notes: Integers) -> Integers:
    """Up to a thousand of some notes, evenly taken by row."""
    order = notes[np.argsort(corpus.rows[notes], kind="stable")]
    chosen = np.linspace(0, len(order) - 1, min(SAMPLE, len(order))).astype(np.int64)
    return np.asarray(order[chosen], dtype=np.int64)


def left_out(searcher: Searcher, likeness: Likeness, one: int) -> NDArray[np.bool_]:
    """Which notes a sampled one is not held against: its own patient's and its near-duplicates."""
    patients = searcher.corpus.patients
    leave = np.asarray(patients == patients[int(likeness.sample[one])])
    leave[likeness.twins_of(one)] = True
    return leave


def figures_of(
    searcher: Searcher, text: NDArray[np.uint16], leave: NDArray[np.bool_], nearest: int
) -> list[float | None]:
    """The first six of `FIGURES`; ``nearest`` is the note that is nearest where none shares a rare phrase, or -1."""
    found = searcher.look(text, leave)
    likest = nearest if found.note is None else found.note
    return [
        found.longest_run, found.eight.share, found.thirteen.share, found.fuzzy, found.bleu,
        _rouge(searcher, found, text, likest),
    ]  # fmt: skip


def _rouge(searcher: Searcher, found: Overlap, text: NDArray[np.uint16], likest: int) -> float | None:
    return None if likest < 0 or found.fuzzy is None else searcher.rouge_l(text, likest)


def limits_of(baseline: Baseline, notes: int, screen: ScreenLimits) -> dict[str, float]:
    """The limits of the screen; a corpus of under 200 notes has no 99th percentile."""
    containment, novelty = screen.containment_cap, screen.novelty_floor
    if notes >= SMALL_CORPUS:
        usual = percentile(baseline["containment_8"], screen.containment_quantile)
        containment, novelty = min(containment, usual), 1 - percentile(baseline[JACCARD])
    runs = {"longest_run": float(screen.longest_run), "longest_passage": float(screen.longest_passage)}
    return {**runs, "containment_8": containment, "novelty": novelty}


def percentile(values: NDArray[np.float64], quantile: float = QUANTILE) -> float:
    """A quantile, by default the 99th percentile, never below it between two values; 0 without values."""
    return float(np.quantile(values, quantile, method="higher")) if len(values) else 0.0
