"""How much a set of reports copies, from what the screen found in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure
from casewright.measures.privacy.sets.comparison import compare
from casewright.measures.privacy.sets.shares import share
from casewright.types import Privacy

__all__ = ["MEASURES", "compare_all", "measure_set_privacy"]

MEASURES = (
    "longest_run", "containment_8", "containment_13", "fuzzy_containment", "nearest_bleu", "nearest_rouge_l",
    "nearest", "nearest_ratio",
)  # fmt: skip
"""Fields of `casewright.types.Privacy`, in the order of the figures."""
COPIED_WORDS, MEMORISED_WORDS = 12, 50
APPROXIMATE_BLEU = 0.75

Values = NDArray[np.float64]


def measure_set_privacy(
    samples: Sequence[Privacy], baseline: Mapping[str, NDArray[Any]] | None = None
) -> Mapping[str, Figure]:
    """What a set of reports has of a corpus, each figure beside what real notes have of each other.

    Args:
        samples: What the screen found in each report; those that were compared with nothing don't count.
        baseline: By measure what real notes have of other patients' notes (an index's ``baseline``).

    Returns:
        ``MEASURE.mean``, ``.most``, ``.above_real`` and ``.auc`` (see `compare`) of the longest verbatim run, 8- and
        13-gram containment, fuzzy containment, BLEU and ROUGE-L to the nearest, distance to the nearest and its ratio
        to the second nearest patient's; and shares of reports with their 95 % intervals, the upper bound where none
        is found: ``verbatim_copies`` (a run of 12 words), ``memorised`` (50; Carlini 2023) and ``approximate_copies``
        (BLEU above 0.75; Ippolito 2022).
    """
    compared = [sample for sample in samples if sample.reference is not None]
    values = {name: _values(compared, name) for name in MEASURES}
    return compare_all(values, baseline) | _copies(values)


def compare_all(values: Mapping[str, NDArray[Any]], baseline: Mapping[str, NDArray[Any]] | None) -> dict[str, Figure]:
    """The same of values by measure: those of an index of the set itself tell how the reports copy each other."""
    real = baseline or {}
    found: dict[str, Figure] = {}
    for name in MEASURES:
        if name in values:
            found |= compare(name, values[name], real.get(name))
    return found


def _values(samples: Sequence[Privacy], name: str) -> Values:
    told = [getattr(sample, name) for sample in samples]
    return np.array([value for value in told if value is not None], dtype=np.float64)


def _copies(values: Mapping[str, Values]) -> dict[str, Figure]:
    runs, bleu = values["longest_run"], values["nearest_bleu"]
    return {
        "verbatim_copies": share(int((runs >= COPIED_WORDS).sum()), len(runs), f"a run of {COPIED_WORDS} words"),
        "memorised": share(int((runs >= MEMORISED_WORDS).sum()), len(runs), f"a run of {MEMORISED_WORDS} words"),
        "approximate_copies": share(int((bleu > APPROXIMATE_BLEU).sum()), len(bleu), f"BLEU above {APPROXIMATE_BLEU}"),
    }
