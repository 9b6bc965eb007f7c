"""What a golden is."""

from __future__ import annotations

from dataclasses import dataclass

from casewright.types import Case, Report

__all__ = ["Golden"]


@dataclass(frozen=True, slots=True)
class Golden:
    """A good report, written by hand, with the case that it tells; a gate should accept it.

    ``hand`` is how it is written (narrative, telegraphic, dictated), ``note`` what it is there for, if anything.
    """

    id: str
    case: Case
    report: Report
    hand: str
    note: str = ""
