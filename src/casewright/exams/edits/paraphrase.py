"""A word or two replaced by others of the same sense."""

from __future__ import annotations

from dataclasses import replace

from casewright.exams.bases import Base, recompose
from casewright.exams.edits.edit import Edit
from casewright.exams.edits.one_swap import swap_one

__all__ = ["paraphrase"]


def paraphrase(base: Base, seed: int = 0) -> Edit | None:
    """Says one thing in other words, none of them clinical; a composed text is told anew, fact for fact."""
    return _retold(base, seed) if base.origin == "composed" else swap_one("paraphrase", base, seed)


def _retold(base: Base, seed: int) -> Edit | None:
    """A case of another name draws other sentences for the same facts."""
    report = recompose(replace(base.case, id=f"{base.case.id}-again-{seed}"))
    if report.text == base.report.text:
        return None
    return Edit("paraphrase", base.id, report, "every fact in a sentence drawn anew")
