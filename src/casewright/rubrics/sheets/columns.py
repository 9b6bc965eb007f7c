"""The columns of a sheet, and where each stands in a rubric file."""

from __future__ import annotations

from typing import get_args

from casewright.rubrics.criterion import Want
from casewright.types import Aspect, Role

__all__ = ["CHANGES", "CHOICES", "COLUMNS", "HEAD", "NEEDED", "PLACES", "SHEETS"]

PLACES: dict[str, tuple[str, ...]] = {
    "role": ("role",),
    "aspect": ("aspect",),
    "weight": ("weight",),
    "want": ("want",),
    "kinds": ("kinds",),
    "ages": ("ages",),
    "clause": ("clause",),
    "asks en": ("asks", "en"),
    "asks es": ("asks", "es"),
    "guidance en": ("guidance", "en"),
    "guidance es": ("guidance", "es"),
    "present": ("examples", "present"),
    "absent": ("examples", "absent"),
    "borderline": ("examples", "borderline"),
    "finds": ("finds",),
    "was": ("was",),
}
"""Columns that hold a value of a criterion, with its keys."""

NEEDED = ("id", *PLACES)
COLUMNS = (*NEEDED, "change", "from")
"""``change`` says what an edit is meant as; ``from`` names the rubric of a criterion that is inherited."""

HEAD: dict[str, tuple[str, ...]] = {
    "rubric": ("id",),
    "version": ("version",),
    "basis": ("basis",),
    "status": ("status",),
    "reviewed by": ("reviewed", "role"),
    "reviewed on": ("reviewed", "date"),
    "made from": (),
}
"""Lines above the table (in a workbook: of a sheet of their own), with their keys in the rubric file."""

SHEETS = {"own": "criteria", "head": "rubric", "inherited": "inherited"}
CHANGES = ("editorial", "moves-labels")
CHOICES: dict[str, tuple[str, ...]] = {
    "role": get_args(Role),
    "aspect": get_args(Aspect),
    "want": get_args(Want),
    "change": CHANGES,
}
