"""Notes a second on one core: mentions of all concepts, and one rubric answered from them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from time import process_time

from benchmarks.rubrics.answers import Reading
from benchmarks.rubrics.notes import Note

from casewright.rubrics import resolve
from casewright.rubrics.matching import find_mentions

__all__ = ["render_pace"]

ROUNDS = 5
CODE = "F32.1"


def render_pace(notes: Sequence[Note]) -> list[str]:
    """CPU time by language; the first round, which compiles the terms, isn't counted."""
    head = "| language | notes | words a note | notes a second (mentions) | notes a second (mentions and a rubric) |"
    lines = [head, "|---" * 5 + "|"]
    for language in ("en", "es"):
        mine = [note for note in notes if note.label.tongue == language]
        reports = [note.report() for note in mine]
        words = sum(len(report.text.split()) for report in reports) / len(reports)
        rubric = resolve(CODE, kind="consultation")
        criteria = [item for item in rubric.criteria if item.finds]
        bare, whole = [], []
        for _ in range(ROUNDS + 1):
            start = process_time()
            for report in reports:
                find_mentions(report)
            middle = process_time()
            for report in reports:
                Reading(report, None).answers(criteria)
            bare.append(len(reports) / (middle - start))
            whole.append(len(reports) / (process_time() - middle))
        lines.append(
            f"| {language} | {len(reports)} | {words:.0f} | {median(bare[1:]):.0f} | {median(whole[1:]):.0f} |"
        )
    return lines
