"""How much of what arms wrote was let through, at which draft, for what price, and why the rest was not"""

from casewright.studies.acceptance.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
