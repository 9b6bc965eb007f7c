"""What an exam's texts are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casewright.types import Case, Report

__all__ = ["Base", "Origin"]

Origin = Literal["golden", "composed", "people"]


@dataclass(frozen=True, slots=True)
class Base:
    """A good report with the case that it tells; a gate should accept it. It never comes from what a gate accepted.

    ``origin`` is a golden (written by hand), composed (by code, from a drawn case) or people's. ``hand`` is how it is
    written (narrative, telegraphic, dictated), ``note`` what it is there for, if anything.
    """

    id: str
    case: Case
    report: Report
    origin: Origin
    hand: str = "narrative"
    note: str = ""
