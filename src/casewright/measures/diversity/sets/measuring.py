"""All figures of a set of reports, overall and within each code."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.findings import SetDiversity
from casewright.measures.diversity.sets.texts import SetText

__all__ = ["measure_set"]


def measure_set(
    texts: Sequence[SetText],
    *,
    reference: Sequence[str] | None = None,
    vectors: NDArray[np.float32] | None = None,
    seed: int = 0,
) -> SetDiversity:
    """Measures a set of reports.

    Args:
        texts: The reports.
        reference: Real notes to hold the set against; both sides are brought to equal lengths and numbers.
        vectors: One unit row a report, for dispersion and the Vendi score of meanings.
        seed: Of whatever is drawn.
    """
    return SetDiversity({}, {})
