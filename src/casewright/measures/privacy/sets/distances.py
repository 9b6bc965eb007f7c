"""How near a set of reports lies to a corpus, beside how near other real notes do.

A distance sees what its embedder sees, and no small distance is found where something rare is copied into an
otherwise different text: records whose distance is called safe were recovered by attack (Yao 2025, arXiv 2505.01524).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.embedding import Nearest, Rows, nearest
from casewright.measures.figure import Figure
from casewright.measures.privacy.sets.comparison import FEWEST_REAL, compare
from casewright.measures.privacy.sets.embedded import Embedded
from casewright.measures.privacy.sets.holdout import holdout_share
from casewright.measures.privacy.sets.shares import share

__all__ = ["PLAGIARISM_DISTANCE", "DistanceReport", "distance_report", "distances_within"]

PLAGIARISM_DISTANCE = 0.05
"""Cosine distance below which a report is said to be plagiarised; it depends on the embedder what that means."""
QUANTILE = 0.01


@dataclass(frozen=True, slots=True)
class DistanceReport:
    """Figures of the set, and the same of real notes where there are such."""

    reports: Mapping[str, Figure]
    real: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class _Usual:
    """Real notes' distances: those that lines are taken from, and those that are held against the lines."""

    lines: Nearest
    examined: Nearest
    how: str


def distance_report(
    reports: Rows, corpus: Embedded, holdout: Embedded | None = None, *, seed: int = 0
) -> DistanceReport:
    """How near the reports lie to the corpus.

    Args:
        reports: Unit rows, one a report.
        corpus: The notes that the reports may have come from.
        holdout: Real notes of other patients that nobody showed the writer. Without them the corpus's own notes, each
            against the other patients', stand in for real notes, and there is no holdout share.
        seed: Of the draw that makes corpus and held-out notes equally many.

    Returns:
        ``nearest`` and ``nearest_ratio`` as in `compare`; ``plagiarism_005``, the share below a cosine distance of
        0.05, and ``plagiarism_real``, the share below what 99 % of real notes keep from other patients' notes; and
        ``holdout_share`` (see `holdout_share`). The line of ``plagiarism_real`` is taken from the corpus and held
        against the held-out notes; without those, from every other patient of the corpus, held against the rest. Few
        notes make such a line: what the real notes show beside it tells how it fell.
    """
    found = nearest(reports, corpus.rows, corpus.patients)
    usual = _usual(corpus, holdout)
    figures, real = _figures(found, usual), _figures(usual.examined, usual, beside=False)
    if holdout is not None:
        figures["holdout_share"] = holdout_share(reports, corpus, holdout, seed=seed)
    return DistanceReport(figures, real)


def distances_within(reports: Rows, corpus: Embedded | None = None) -> DistanceReport:
    """How near the reports lie to each other, beside how near a corpus's notes lie to other patients' notes."""
    found = _against_others(Embedded(reports, np.arange(len(reports))))
    if corpus is None:
        return DistanceReport(compare("nearest", found.first, None), {})
    usual = _usual(corpus, None)
    return DistanceReport(_figures(found, usual), _figures(usual.examined, usual, beside=False))


def _usual(corpus: Embedded, holdout: Embedded | None) -> _Usual:
    within = _against_others(corpus)
    if holdout is not None:
        return _Usual(within, nearest(holdout.rows, corpus.rows, corpus.patients), "held-out notes")
    odd = corpus.patients % 2 == 1
    return _Usual(_some(within, ~odd), _some(within, odd), "the corpus's notes against other patients'")


def _against_others(notes: Embedded) -> Nearest:
    return nearest(notes.rows, notes.rows, notes.patients, notes.patients)


def _some(found: Nearest, which: NDArray[np.bool_]) -> Nearest:
    return Nearest(found.first[which], found.second[which], found.index[which])


def _figures(found: Nearest, usual: _Usual, *, beside: bool = True) -> dict[str, Figure]:
    real = usual.examined
    figures = compare("nearest", _finite(found.first), _finite(real.first) if beside else None)
    figures |= compare("nearest_ratio", _finite(found.ratio), _finite(real.ratio) if beside else None)
    if not beside:
        figures = {name: figure for name, figure in figures.items() if figure.value is not None}
    return figures | _plagiarism(_finite(found.first), _finite(usual.lines.first), usual.how)


def _plagiarism(distances: NDArray[np.float32], real: NDArray[np.float32], how: str) -> dict[str, Figure]:
    n = len(distances)
    fixed = share(int((distances < PLAGIARISM_DISTANCE).sum()), n, f"cosine distance below {PLAGIARISM_DISTANCE}")
    if len(real) < FEWEST_REAL:
        told = Figure(None, n, note=f"a 1st percentile takes {FEWEST_REAL} real notes, not {len(real)}")
        return {"plagiarism_005": fixed, "plagiarism_real": told}
    line = float(np.quantile(real, QUANTILE, method="lower"))
    note = f"below {line:.4f}, the 1st percentile of {len(real)} real notes; {how} beside it"
    return {"plagiarism_005": fixed, "plagiarism_real": share(int((distances < line).sum()), n, note)}


def _finite(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return values[np.isfinite(values)]
