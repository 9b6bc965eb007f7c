"""Excluded comorbidity: a diagnosis that the rubric's differential excludes is stated as confirmed and active."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.placing import find_section, put_in
from casewright.exams.operators.intrusions.tellings import new_fact, told_with
from casewright.exams.word_bank import bank
from casewright.icd10 import table
from casewright.rubrics import resolve
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.finds import concepts_of

__all__ = ["add_excluded_diagnosis"]

NAME = "excluded-comorbidity"
PLACES = ("impression", "mental-state", "present-illness")
SYSTEM = "icd10-who-2019"
"""Diagnoses of the vocabulary are tied to codes of this table."""


def add_excluded_diagnosis(base: Base, seed: int = 0) -> Defect | None:
    """States one excluded diagnosis by the title of its code; not where the rubric excludes none that can be said."""
    found = sorted(_excluded(base))
    if not found:
        return None
    criterion = pick(sorted({name for name, _ in found}), NAME, base.id, seed)
    diagnosis = pick([one for name, one in found if name == criterion], NAME, "as", base.id, seed)
    (code,) = concept(diagnosis).codes
    title = table(SYSTEM).title(code, base.case.language).text
    sentences = bank("comorbidity")[base.case.language]
    sentence = pick(sentences, NAME, "sentence", base.id, seed).format(title=title, code=code)
    section = find_section(base.report, PLACES)
    facts = told_with(base, new_fact(NAME, diagnosis, section.id))
    said = f"{criterion}: {sentence!r} stands in {section.id}"
    return Defect(NAME, base.id, put_in(base.report, section, sentence), "facts", said, facts)


def _excluded(base: Base) -> Iterator[tuple[str, str]]:
    """Ids of exclusions that this report is asked, each with the diagnoses that would break it.

    A concept of several codes is left out: its fact would not say which of their titles the text states.
    """
    case = base.case
    stated = {fact.concept for fact in case.facts if fact.subject == "patient"}
    for criterion in resolve(case.code, kind=case.kind, system=case.system).applicable(case.person.age):
        if criterion.id.startswith("excludes-") and criterion.role == "contradicts":
            found = concepts_of(criterion.finds) - stated
            yield from ((criterion.id, one) for one in found if len(concept(one).codes) == 1)
