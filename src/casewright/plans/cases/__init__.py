"""Cases: drawing them, telling enough of them, refusing impossible ones, reading a user's own."""

from casewright.plans.cases.choices import Choices, choices
from casewright.plans.cases.draw import case_sources, draw_case
from casewright.plans.cases.own import load_case
from casewright.plans.cases.problems import case_problems

__all__ = ["Choices", "case_problems", "case_sources", "choices", "draw_case", "load_case"]
