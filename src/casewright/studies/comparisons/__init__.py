"""Arms against one another, measure by measure, with every test counted"""

from casewright.studies.comparisons.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
