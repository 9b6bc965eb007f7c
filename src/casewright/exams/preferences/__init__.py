"""Pairs of answers of which people prefer one: how often a model prefers the same, whichever comes first."""

from casewright.exams.preferences.asking import Choice, ask_pairs
from casewright.exams.preferences.figures import PairFigures, pair_figures
from casewright.exams.preferences.pairs import Pair, read_pairs

__all__ = ["Choice", "Pair", "PairFigures", "ask_pairs", "pair_figures", "read_pairs"]
