"""What is asked of a report: rubric files, their resolution by code, their lint, and concepts found in context."""

from casewright.rubrics.criterion import Ages, Criterion, Origin
from casewright.rubrics.goldens import GoldenResult, check_goldens
from casewright.rubrics.lint import LintFinding, lint
from casewright.rubrics.resolution import resolve
from casewright.rubrics.resolved import Neighbour, ResolvedRubric

__all__ = [
    "Ages",
    "Criterion",
    "GoldenResult",
    "LintFinding",
    "Neighbour",
    "Origin",
    "ResolvedRubric",
    "check_goldens",
    "lint",
    "resolve",
]
