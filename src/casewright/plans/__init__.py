"""Plans: what is true of an imagined patient, what a document tells of it, and in which words."""

from casewright.plans.cases import Choices, case_problems, case_sources, choices, draw_case, load_case
from casewright.plans.fingerprint import fingerprint
from casewright.plans.request import CaseRequest
from casewright.plans.wording import phrase, phrasings

__all__ = [
    "CaseRequest",
    "Choices",
    "case_problems",
    "case_sources",
    "choices",
    "draw_case",
    "fingerprint",
    "load_case",
    "phrase",
    "phrasings",
]
