"""Populations: whether cases and texts vary as asked and as real notes do, and how severely ill they are told to be"""

from casewright.studies.populations.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
