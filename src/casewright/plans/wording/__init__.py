"""The wording of facts: one sentence a fact, from the files of phrasing/. No critic reads these files."""

from casewright.plans.wording.listing import phrasings
from casewright.plans.wording.sentence import phrase

__all__ = ["phrase", "phrasings"]
