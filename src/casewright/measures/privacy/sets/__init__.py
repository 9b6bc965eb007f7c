"""What a whole set of reports gives away: overlap, distances, and attacks on it."""

from __future__ import annotations

from casewright.measures.privacy.sets.canaries import Canaries, make_canaries
from casewright.measures.privacy.sets.distances import DistanceReport, distance_report, distances_within
from casewright.measures.privacy.sets.embedded import Embedded, embed_together
from casewright.measures.privacy.sets.exposure import exposure
from casewright.measures.privacy.sets.holdout import holdout_share
from casewright.measures.privacy.sets.membership import membership
from casewright.measures.privacy.sets.overlap import MEASURES, compare_all, measure_set_privacy
from casewright.measures.privacy.sets.sentences import read_figures

__all__ = [
    "MEASURES",
    "Canaries",
    "DistanceReport",
    "Embedded",
    "compare_all",
    "distance_report",
    "distances_within",
    "embed_together",
    "exposure",
    "holdout_share",
    "make_canaries",
    "measure_set_privacy",
    "membership",
    "read_figures",
]
