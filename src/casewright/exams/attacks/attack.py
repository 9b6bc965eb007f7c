"""What an attack is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from casewright.exams.attacks.defective import Defective
from casewright.types import Fact, Report

__all__ = ["Attack", "Attacked"]


@dataclass(frozen=True, slots=True)
class Attacked:
    """A defective report with an attempt on its judge. ``facts`` are those that its text still tells."""

    report: Report
    facts: tuple[Fact, ...]
    description: str


class Attack(Protocol):
    """Puts its attempt into a report; the same report and seed give the same text."""

    def __call__(self, victim: Defective, seed: int = 0) -> Attacked:
        """The report under attack; what was unmet in truth is unmet still."""
