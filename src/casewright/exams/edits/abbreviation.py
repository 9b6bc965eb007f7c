"""A word abbreviated as people in a hurry do."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.edits.edit import Edit
from casewright.exams.edits.one_swap import swap_one

__all__ = ["abbreviate"]


def abbreviate(base: Base, seed: int = 0) -> Edit | None:
    """Abbreviates one word that is no symptom, drug or diagnosis."""
    return swap_one("abbreviation", base, seed)
