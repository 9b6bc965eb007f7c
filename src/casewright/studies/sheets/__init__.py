"""Sheets for people: blinded reports to tell from real notes and to mark errors on, and what came back"""

from __future__ import annotations

from casewright.studies.sheets.drawing import Drawn, draw
from casewright.studies.sheets.form import ERRORS, VERDICTS
from casewright.studies.sheets.key import RatedReport, read_rating_key
from casewright.studies.sheets.part import people_part, read_people
from casewright.studies.sheets.reading import Rating, RatingFile, read_ratings
from casewright.studies.sheets.writing import write_rating_sheet

__all__ = [
    "ERRORS",
    "VERDICTS",
    "Drawn",
    "RatedReport",
    "Rating",
    "RatingFile",
    "draw",
    "people_part",
    "read_people",
    "read_rating_key",
    "read_ratings",
    "write_rating_sheet",
]
