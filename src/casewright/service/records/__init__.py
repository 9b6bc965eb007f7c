"""Records as those who may not see overlap see them."""

from casewright.service.records.endings import ending_why
from casewright.service.records.visible import WITHHELD, Overlap, visible

__all__ = ["WITHHELD", "Overlap", "ending_why", "visible"]
