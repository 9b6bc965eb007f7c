"""The title under which a diagnosis is written, read from the code table at run time."""

from __future__ import annotations

from casewright.icd10 import table
from casewright.types import Case, Fact
from casewright.vocabulary.concepts import concept

__all__ = ["diagnosis_title"]


def diagnosis_title(fact: Fact, case: Case) -> str:
    """Title of the case's own code where the fact is about it, else of the concept's code."""
    codes = concept(fact.concept).codes
    own = [code for code in (case.code, *case.comorbidities) if any(code.startswith(start) for start in codes)]
    exact = [code for code in own if code in codes]
    return table(case.system).title((*exact, *own, *codes)[0], case.language).text.rstrip(".")
