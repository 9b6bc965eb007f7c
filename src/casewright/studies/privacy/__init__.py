"""Privacy of arms: what their reports give away of real notes, and what can't be told"""

from casewright.studies.privacy.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
