"""The fact check: a report held to the case it was written from."""

from casewright.facts.check import check_facts
from casewright.facts.fingerprint import facts_fingerprint
from casewright.facts.reasons import fact_reasons
from casewright.facts.required import missing_sections

__all__ = ["check_facts", "fact_reasons", "facts_fingerprint", "missing_sections"]
