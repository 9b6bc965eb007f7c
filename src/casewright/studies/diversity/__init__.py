"""Diversity of arms: every measure of the diversity room, at equal number and length"""

from casewright.studies.diversity.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
