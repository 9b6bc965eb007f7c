"""A word abbreviated as people in a hurry do."""

from __future__ import annotations

from casewright.exams.edits.edit import Edit
from casewright.exams.edits.one_swap import swap_one
from casewright.exams.goldens import Golden

__all__ = ["abbreviate"]


def abbreviate(golden: Golden, seed: int = 0) -> Edit | None:
    """Abbreviates one word that is no symptom, drug or diagnosis."""
    return swap_one("abbreviation", golden, seed)
