"""Resemblance to real notes: as sets, to a classifier, and pair by pair"""

from casewright.studies.resemblance.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
