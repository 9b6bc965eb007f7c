"""Base texts composed by code: good reports of any code with a case source, whose truth is their case."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from casewright.errors import UsageError
from casewright.exams.bases import Base, composed, recompose
from casewright.exams.truth import rubric_for, standing
from casewright.measures.diversity import degenerate
from casewright.plans import case_sources
from casewright.vocabulary.kinds import KINDS, kind


@pytest.fixture(scope="module")
def bases() -> tuple[Base, ...]:
    return composed(4 * len(case_sources()))


def test_codes_languages_and_kinds_in_turn(bases: tuple[Base, ...]) -> None:
    """None is left out, none comes more often than another."""
    assert set(Counter((one.case.code, one.case.language) for one in bases).values()) == {2}
    assert {one.case.code for one in bases} == set(case_sources())
    assert {one.case.kind for one in bases} == set(KINDS)
    assert len({one.id for one in bases}) == 4 * len(case_sources())
    assert {one.origin for one in bases} == {"composed"}


def test_each_satisfies_its_rubric_and_tells_all_of_its_case(bases: tuple[Base, ...]) -> None:
    """A base that should be refused can't show that a defect is."""
    for one in bases:
        assert all(fact.told for fact in one.case.facts)
        assert standing(one.case, one.case.facts, rubric_for(one.case.code, one.case.kind, one.case.system)).passes
        assert degenerate(one.report.text, one.report.language, kind(one.case.kind).words[one.report.language]) == ()
        told = {fact.section for fact in one.case.facts} | {"identification"}
        assert {section.id for section in one.report.sections} == told


def test_the_text_says_who_it_is_about(bases: tuple[Base, ...]) -> None:
    """So that a wrong age or sex can be seen."""
    assert all(str(one.case.person.age) in one.report.text.split("\n\n")[0] for one in bases)


def test_one_changed_fact_changes_one_sentence(bases: tuple[Base, ...]) -> None:
    """Everything else is word for word as it was."""
    for one in bases[:8]:
        fact = next(fact for fact in one.case.facts if fact.status == "absent" and fact.subject == "patient")
        facts = tuple(replace(each, status="present") if each is fact else each for each in one.case.facts)
        before, after = one.report.text, recompose(replace(one.case, facts=facts)).text
        assert before != after
        lines = [(a, b) for a, b in zip(before.split("\n"), after.split("\n"), strict=True) if a != b]
        assert len(lines) == 1
        sentences = [set(line.split(". ")) for line in lines[0]]
        assert len(sentences[0] - sentences[1]) <= 2


def test_another_seed_draws_other_patients() -> None:
    """The same seed the same."""
    assert composed(3, seed=4) == composed(3, seed=4)
    assert {one.report.text for one in composed(3, seed=4)}.isdisjoint(one.report.text for one in composed(3, seed=5))


def test_chosen_codes_and_languages_only() -> None:
    """As asked."""
    found = composed(4, codes=["F41.1"], languages=["es"])
    assert {(one.case.code, one.case.language) for one in found} == {("F41.1", "es")}
    assert len({one.case.kind for one in found}) == 4


@pytest.mark.parametrize(("codes", "said"), [((), "need a code"), (("F99",), "F99")], ids=["none", "no case source"])
def test_codes_that_cannot_be_drawn(codes: tuple[str, ...], said: str) -> None:
    """Named in the error."""
    with pytest.raises(UsageError, match=said):
        composed(1, codes=codes)
