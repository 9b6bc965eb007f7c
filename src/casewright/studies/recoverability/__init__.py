"""Code recoverability: whether a report's code can be told from its text, and told from its siblings"""

from casewright.studies.recoverability.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
