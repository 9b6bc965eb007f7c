"""Rubrics as sheets: CSV and XLSX there and back, and a page to sign."""

from casewright.rubrics.sheets.rules import SHEET_RULES, SheetError, SheetProblem
from casewright.rubrics.sheets.signing import signing_page
from casewright.rubrics.sheets.taking_back import TakenBack, take_back
from casewright.rubrics.sheets.writing import sheet_bytes, suffix_of

__all__ = [
    "SHEET_RULES",
    "SheetError",
    "SheetProblem",
    "TakenBack",
    "sheet_bytes",
    "signing_page",
    "suffix_of",
    "take_back",
]
