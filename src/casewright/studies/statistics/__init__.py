"""Intervals, differences, effect sizes and corrections that every part of a study uses"""

from casewright.studies.statistics.bootstrap import mean_interval, share, words_for_few
from casewright.studies.statistics.differences import Difference, paired_difference, unpaired_difference
from casewright.studies.statistics.effects import cliffs_delta, cohens_h, hedges_g, paired_delta, rank_biserial
from casewright.studies.statistics.multiple import benjamini_hochberg, holm
from casewright.studies.statistics.power import least_pairs, smallest_shown
from casewright.studies.statistics.wording import number, told
from casewright.studies.statistics.zero import lower_bound, upper_bound

__all__ = [
    "Difference",
    "benjamini_hochberg",
    "cliffs_delta",
    "cohens_h",
    "hedges_g",
    "holm",
    "least_pairs",
    "lower_bound",
    "mean_interval",
    "number",
    "paired_delta",
    "paired_difference",
    "rank_biserial",
    "share",
    "smallest_shown",
    "told",
    "unpaired_difference",
    "upper_bound",
    "words_for_few",
]
