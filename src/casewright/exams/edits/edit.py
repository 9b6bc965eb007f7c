"""What a harmless edit is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from casewright.exams.bases import Base
from casewright.types import Report

__all__ = ["Edit", "Editor"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A base text written a little otherwise, with the same sense."""

    editor: str
    base: str
    report: Report
    description: str


class Editor(Protocol):
    """Makes its edit; the same golden and seed give the same text."""

    def __call__(self, base: Base, seed: int = 0) -> Edit | None:
        """The edited report, or ``None`` where there is nothing to edit."""
