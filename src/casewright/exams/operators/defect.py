"""What a planted defect is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from casewright.exams.goldens import Golden
from casewright.types import Report

__all__ = ["Defect", "Operator", "Stage"]

Stage = Literal["diversity", "privacy", "facts", "critics"]


@dataclass(frozen=True, slots=True)
class Defect:
    """A golden with one thing spoilt. ``expects`` is the first stage that should object."""

    operator: str
    golden: str
    report: Report
    expects: Stage
    description: str


class Operator(Protocol):
    """Plants its defect; the same golden and seed give the same text."""

    def __call__(self, golden: Golden, seed: int = 0) -> Defect | None:
        """The spoilt report, or ``None`` where the operator does not apply."""
