"""Evaluation runs: reports that exist, kept screened in a ledger, judged by workers. Open `opening.py` first."""

from casewright.runs.assessing.kept import is_evaluation
from casewright.runs.assessing.opening import evaluation_run, open_evaluation, screen_rows
from casewright.runs.evaluation import BadRow, Row, ScreenedReport

__all__ = [
    "BadRow",
    "Row",
    "ScreenedReport",
    "evaluation_run",
    "is_evaluation",
    "open_evaluation",
    "screen_rows",
]
