"""What a whole set of reports gives away: overlap, distances, and attacks on it."""

from __future__ import annotations

from casewright.measures.privacy.sets.overlap import MEASURES, compare_all, measure_set_privacy
from casewright.measures.privacy.sets.sentences import read_figures

__all__ = ["MEASURES", "compare_all", "measure_set_privacy", "read_figures"]
