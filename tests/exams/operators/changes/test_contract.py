"""What every changing operator keeps to, on goldens and on composed texts, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from casewright.exams.bases import Base, recompose
from casewright.exams.goldens import goldens
from casewright.exams.operators import OPERATORS, Defect
from casewright.exams.operators.changes import CHANGES
from casewright.types import Fact

CHANGE = pytest.mark.parametrize("name", CHANGES)
SAME_FACTS = {"wrong-sex-or-age", "sibling-code"}
"""What is wrong is who it is about, or what it is judged as."""
VETOES = {"diagnosis-vetoed": 0, "severity-vetoed": 0}
"""Planted in composed texts alone: they have no words of their own. Facts come and go, and sections with them."""
LEAST = {
    **VETOES,
    "severity-shifted": 12,
    "duration-moved": 15,
    "function-contradicts": 6,
    "mental-state-contradicts": 26,
    "subject-swapped": 20,
    "time-swapped": 20,
    "wrong-sex-or-age": 31,
}
"""Of 32 goldens; others apply to all. Severity needs a grade, duration a limit, functioning a criterion of it; whose
and when it is are turned round in the words of a bank."""
SOME_CODES = {*VETOES, "severity-shifted", "duration-moved", "function-contradicts", "mental-state-contradicts"}
"""Not every code has a degree, a limit, or a veto that one fact breaks. Others apply to composed texts of each."""


@CHANGE
def test_every_operator_applies_in_both_languages(name: str) -> None:
    """To goldens as often as they say what it turns round."""
    for language in ("en", "es"):
        applied = [one for one in goldens() if one.case.language == language and CHANGES[name](one)]
        assert len(applied) >= LEAST.get(name, 32)


@CHANGE
def test_every_operator_applies_to_composed_texts_of_any_code(name: str, drawn: tuple[Base, ...]) -> None:
    """Where the fact can be told otherwise; the text is told anew, not patched."""
    defects = [(one, defect) for one in drawn if (defect := CHANGES[name](one)) is not None]
    assert {one.case.language for one, _ in defects} == {"en", "es"}
    codes, every = ({one.case.code for one in some} for some in ((one for one, _ in defects), drawn))
    assert len(codes) >= len(every) // 4 if name in SOME_CODES else codes == every


@CHANGE
def test_the_same_seed_plants_the_same_defect(name: str, drawn: tuple[Base, ...]) -> None:
    """And the report keeps its language, kind and sections."""
    for one in (*goldens(), *drawn[:4]):
        defect = CHANGES[name](one, 3)
        assert defect == CHANGES[name](one, 3)
        if defect is not None:
            assert (defect.operator, defect.base) == (name, one.id)
            assert (defect.report.text != one.report.text) is (defect.judged_as is None)
            assert (defect.report.language, defect.report.kind) == (one.report.language, one.report.kind)
            before, after = ([part.id for part in made.sections] for made in (one.report, defect.report))
            assert after == before or name in VETOES
            assert defect.description


@CHANGE
def test_every_defect_says_which_facts_its_text_tells(
    name: str, drawn: tuple[Base, ...], news: Callable[[Base, Defect], list[Fact]]
) -> None:
    """Without them nobody could say what the right answer is."""
    for one in (*goldens(), *drawn):
        defect = CHANGES[name](one)
        if defect is not None:
            assert bool(news(one, defect)) is (name not in SAME_FACTS)
            assert len({fact.id for fact in defect.facts or ()}) == len(defect.facts or ())


@CHANGE
def test_a_composed_text_is_that_of_its_changed_facts(name: str, drawn: tuple[Base, ...]) -> None:
    """Nothing else stands in it."""
    for one in drawn if name not in SAME_FACTS else ():
        defect = CHANGES[name](one)
        if defect is not None and defect.facts is not None:
            assert defect.report == recompose(replace(one.case, facts=defect.facts))


def test_every_change_is_an_operator() -> None:
    """And none is named twice."""
    assert set(CHANGES) <= set(OPERATORS)
