"""Sibling severity: the diagnosis and the words of grade become those of another severity of the same disorder."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import with_text
from casewright.exams.swaps import find_swaps, make_swaps
from casewright.exams.word_bank import bank
from casewright.icd10 import table
from casewright.types import Language

__all__ = ["swap_severity"]


def swap_severity(base: Base, seed: int = 0) -> Defect | None:
    """States the title of a sibling code that differs in severity, and its grade wherever a grade is named.

    Applies to codes whose titles differ from a sibling's by severity, where the report states its diagnosis.
    """
    code, language = base.case.code, base.case.language
    grades = bank("severity")["codes"]
    titles = table(base.case.system)
    title = titles.title(code, language).text
    if code not in grades or title not in base.report.text:
        return None
    sibling = pick([name for name in titles.siblings(code) if name in grades], "sibling-severity", base.id, seed)
    pairs = [(title, titles.title(sibling, language).text), (code, sibling)]
    pairs += _graded(grades[code], grades[sibling], language)
    text = make_swaps(base.report.text, find_swaps(base.report.text, pairs))
    said = f"stated as {sibling} ({grades[sibling]}) where the case is {code} ({grades[code]})"
    return Defect("sibling-severity", base.id, with_text(base.report, text), "facts", said)


def _graded(own: str, other: str, language: Language) -> list[tuple[str, str]]:
    words = bank("severity")["words"][language]
    return list(zip(words[own], words[other], strict=True))
