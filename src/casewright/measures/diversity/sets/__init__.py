"""Diversity of a set of reports, overall and within a code, and the alarm for a mode that collapsed."""

from __future__ import annotations

from casewright.measures.diversity.sets.findings import CollapseAlarm, SetDiversity
from casewright.measures.diversity.sets.measuring import measure_set
from casewright.measures.diversity.sets.texts import SetText

__all__ = ["CollapseAlarm", "SetDiversity", "SetText", "measure_set"]
