"""A diagnosis that can't stand beside the code's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.intrusions.excluded_comorbidity import add_excluded_diagnosis
from casewright.icd10 import table
from casewright.vocabulary.concepts import concept

Changes = Callable[[Base, Defect], Mapping[str, tuple[str, str]]]


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_the_exclusion_that_it_breaks_becomes_present(one: Base, changes: Changes) -> None:
    """Stated by the table's title, and the right answer to that exclusion turns."""
    for seed in range(3):
        defect = add_excluded_diagnosis(one, seed)
        assert defect is not None
        assert defect.facts is not None
        broken = defect.description.split(":")[0]
        assert changes(one, defect)[broken][1] == "present"
        (code,) = concept(defect.facts[-1].concept).codes
        assert table().title(code, one.case.language).text in defect.report.text


def test_without_exclusions_it_does_not_apply() -> None:
    """A code whose rubric has no differential excludes nothing."""
    one = goldens()[0]
    assert add_excluded_diagnosis(replace(one, case=replace(one.case, code="F98.8"))) is None
