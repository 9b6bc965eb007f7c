"""The page of a run: its counts, rates, cost and distributions, in one file that loads nothing from elsewhere."""

from casewright.runs.report.page import report_page

__all__ = ["report_page"]
