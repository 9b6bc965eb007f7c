"""A word or two replaced by others of the same sense."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.edits.edit import Edit
from casewright.exams.edits.one_swap import swap_one

__all__ = ["paraphrase"]


def paraphrase(base: Base, seed: int = 0) -> Edit | None:
    """Says one thing in other words, none of them clinical."""
    return swap_one("paraphrase", base, seed)
