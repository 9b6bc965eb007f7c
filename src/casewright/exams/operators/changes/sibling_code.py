"""Sibling code: a good report, judged as a neighbouring code that it does not satisfy."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.truth import rubric_for, standing
from casewright.icd10 import table
from casewright.plans import case_sources
from casewright.types import Case

__all__ = ["judge_as_sibling"]


def judge_as_sibling(base: Base, seed: int = 0) -> Defect | None:
    """Leaves the text as it is and asks for another code's report.

    Codes that the rubric excludes, and siblings in the table, of which the facts would be refused if every criterion
    were answered rightly. Where no neighbour has a rubric that tells it apart, a code that has one stands in.
    """
    wrong = _refused(base.case, _neighbours(base.case)) or _refused(base.case, _others(base.case))
    if not wrong:
        return None
    code = pick(wrong, "sibling-code", base.id, seed)
    said = f"told of {base.case.code}, judged as {code}"
    return Defect("sibling-code", base.id, base.report, "critics", said, base.case.facts, code)


def _neighbours(case: Case) -> list[str]:
    rubric = rubric_for(case.code, case.kind, case.system)
    excluded = [one.code.partition(":")[2] for one in rubric.differential if one.relation == "excludes"]
    near = {*excluded, *table(case.system).siblings(case.code)} - {case.code, *case.comorbidities}
    return sorted(code for code in near if code in table(case.system))


def _others(case: Case) -> list[str]:
    return [code for code in case_sources() if code not in (case.code, *case.comorbidities)]


def _refused(case: Case, codes: Sequence[str]) -> list[str]:
    """A block's few general questions settle nothing: a code that has no others asks too little to refuse."""
    standings = ((code, standing(case, case.facts, rubric_for(code, case.kind, case.system))) for code in codes)
    return [code for code, found in standings if not found.passes]
