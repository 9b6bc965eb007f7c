"""Diversity of one report, degenerate text, and novelty among reports."""

from __future__ import annotations

from casewright.measures.diversity.accepted import AcceptedScore, AcceptedTable
from casewright.measures.diversity.degenerate import DEGENERATE, degenerate
from casewright.measures.diversity.novelty import NoveltyTable
from casewright.measures.diversity.report import measure_diversity

__all__ = ["DEGENERATE", "AcceptedScore", "AcceptedTable", "NoveltyTable", "degenerate", "measure_diversity"]
