"""Resemblance: how far generated reports are from real notes, as sets and pair by pair"""

from __future__ import annotations

from casewright.measures.resemblance.greedy import Matched, greedy_match, inverse_frequencies
from casewright.measures.resemblance.lengths import cut_to, shared_lengths
from casewright.measures.resemblance.meteor import meteor
from casewright.measures.resemblance.mmd import MmdTest, mmd_test
from casewright.measures.resemblance.movers import Moved, Sentences, sentence_movers, sentence_movers_each
from casewright.measures.resemblance.real_halves import Halves, mmd_of_halves
from casewright.measures.resemblance.rouge import Rouge, rouge_l
from casewright.measures.resemblance.stems import stemmer
from casewright.measures.resemblance.transport import Load, earth_movers, earth_movers_each
from casewright.measures.resemblance.two_sample import TwoSample, two_sample

__all__ = [
    "Halves",
    "Load",
    "Matched",
    "MmdTest",
    "Moved",
    "Rouge",
    "Sentences",
    "TwoSample",
    "cut_to",
    "earth_movers",
    "earth_movers_each",
    "greedy_match",
    "inverse_frequencies",
    "meteor",
    "mmd_of_halves",
    "mmd_test",
    "rouge_l",
    "sentence_movers",
    "sentence_movers_each",
    "shared_lengths",
    "stemmer",
    "two_sample",
]
