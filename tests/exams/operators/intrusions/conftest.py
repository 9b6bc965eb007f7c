"""Texts to intrude into, and the right answers before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden
from casewright.exams.operators import Defect
from casewright.exams.paper import Item
from casewright.exams.truth import truths
from casewright.rubrics import resolve
from casewright.types import Answer, Report
from casewright.vocabulary.kinds import split_sections

Changes = Callable[[Base, Defect], Mapping[str, tuple[Answer, Answer]]]

TEXTS = {
    "en": "She came with her sister. Sleep is poor, and she feels low. Takes sertraline 50 mg. No thoughts of suicide.",
    "es": "Vino con su hermana. Duerme mal y se nota triste. Toma sertralina 50 mg. No tiene ideas de suicidio.",
}


@pytest.fixture
def changes() -> Changes:
    """Criteria whose right answer is another one in the spoilt text, before and after; unclear where none is right."""

    def compare(base: Base, defect: Defect) -> Mapping[str, tuple[Answer, Answer]]:
        case = base.case
        rubric = resolve(case.code, kind=case.kind)
        reports = ((base.report, case.facts), (defect.report, defect.facts))
        before, after = (
            truths(Item("item", base, "defect", "", report, facts, case.code), rubric) for report, facts in reports
        )
        return {
            name: (answer, after.get(name, "unclear")) for name, answer in before.items() if answer != after.get(name)
        }

    return compare


@pytest.fixture(params=["en", "es"])
def peoples(request: pytest.FixtureRequest) -> Base:
    """A text of somebody's without headings, whose facts nobody has listed."""
    like, text = golden("en-01-f321-intake"), TEXTS[request.param]
    case = replace(like.case, language=request.param, facts=())
    report = Report(text, split_sections(text, request.param, "intake"), request.param, "intake")
    return Base("peoples", case, report, "people")
