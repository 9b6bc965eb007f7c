"""Labels become questions where they hold; what can't be used is listed, never dropped in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import InputError
from casewright.exams.labels import Label, labelled_questions, standing
from casewright.exams.truth import truths
from casewright.graphs.parts import Resolver
from casewright.rubrics import Criterion

Labels = Callable[..., Label]


@pytest.fixture
def elation(resolver: Resolver) -> Criterion:
    return next(one for one in resolver("icd10-who-2019", "F32.1", "intake").criteria if one.id == "elation")


@pytest.fixture
def good(label: Labels, elation: Criterion) -> Labels:
    def made(**given: Any) -> Label:
        return label(**({"criterion_hash": elation.hash} | given))

    return made


def test_the_majority_is_the_right_answer(good: Labels, resolver: Resolver) -> None:
    """Two of three; the report carries no facts and comes from people."""
    labels = [good(), good(rater="ben", answer="present"), good(rater="cruz")]
    found = labelled_questions(labels, resolver)
    (question,) = found.questions
    assert (question.truth, question.wanted) == ("absent", "met")
    assert (question.item.facts, question.item.base.origin, question.item.code) == (None, "people", "F32.1")
    assert not truths(question.item, resolver("icd10-who-2019", "F32.1", "intake"))
    assert (found.reports, found.raters) == (("r1",), ("ana", "ben", "cruz"))


def test_a_tie_is_disputed(good: Labels, resolver: Resolver) -> None:
    """Listed and left out: nobody's answer is the right one."""
    found = labelled_questions([good(), good(rater="ben", answer="present"), good(report="r2")], resolver)
    assert [question.item.id for question in found.questions] == ["r2"]
    assert found.disputed == (("r1", "elation"),)
    assert any("1 questions left out" in note for note in found.notes)


def test_unknown_criteria_are_listed_with_the_nearest(good: Labels, resolver: Resolver) -> None:
    """And counted."""
    found = labelled_questions([good(), good(criterion="elatoin"), good(criterion="elatoin", report="r2")], resolver)
    assert [(item.label.criterion, item.nearest) for item in found.unknown] == [("elatoin", "elation")] * 2
    assert "2 labels not used: 'elatoin' is no criterion of F32.1; nearest: elation" in found.notes
    assert len(found.questions) == 1


def test_only_unknown_criteria(good: Labels, resolver: Resolver) -> None:
    """Leave no question, and say why."""
    found = labelled_questions([good(criterion="weather")], resolver)
    assert (found.questions, found.reports, len(found.unknown)) == ((), (), 1)


def test_a_semantic_change_makes_labels_stale(good: Labels, resolver: Resolver) -> None:
    """They are listed, not used."""
    found = labelled_questions([good(criterion_hash="before")], resolver)
    assert found.questions == ()
    assert [item.label.criterion_hash for item in found.stale] == ["before"]
    assert any("'elation' was answered as worded 'before'" in note for note in found.notes)


def test_an_editorial_change_carries_labels_over(good: Labels, resolver: Resolver, overlay: Path) -> None:
    """The rubric file says so under `was`."""
    rubric = overlay / "F32.1.yaml"
    rubric.write_text(rubric.read_text("utf-8") + "    was: [before]\n", encoding="utf-8")
    labels = [good(criterion_hash="before"), good(report="r2", criterion_hash="long before")]
    found = standing(labels, resolver)
    assert [label.criterion_hash for label, _ in found.holds] == ["before"]
    assert found.carried == 1
    assert [item.why for item in found.unused] == ["stale"]
    assert "1 labels answer a former wording that is editorially the same" in labelled_questions(labels, resolver).notes


def test_a_label_without_hash_is_used_only_if_asked(good: Labels, resolver: Resolver) -> None:
    """Which wording it answered, nobody can say but whoever brings it."""
    labels = [good(criterion_hash="")]
    assert [item.why for item in labelled_questions(labels, resolver).stale] == ["no_hash"]
    assert len(labelled_questions(labels, resolver, assume_current=True).questions) == 1


def test_one_class_is_said_so(good: Labels, resolver: Resolver) -> None:
    """Where people only ever said one thing, the other error can't show."""
    found = labelled_questions([good(), good(report="r2")], resolver)
    assert "people gave one answer to all questions, 'absent': errors of one kind can't be seen" in found.notes


def test_labels_need_a_code_that_has_a_rubric(good: Labels, resolver: Resolver) -> None:
    """A sheet without its key has none."""
    with pytest.raises(InputError, match="names no code; a blinded sheet is read with its key"):
        labelled_questions([good(code="")], resolver)
    with pytest.raises(InputError, match=r"report 'r1': unknown ICD-10 code 'F32.19'"):
        labelled_questions([good(code="F32.19")], resolver)
    with pytest.raises(InputError, match="report 'r1': unknown kind 'letter'"):
        labelled_questions([good(kind="letter")], resolver)


def test_every_labelled_question_is_asked_at_the_age_given(good: Labels, resolver: Resolver, overlay: Path) -> None:
    """People's reports have no case; that somebody answered says that the question applies."""
    rubric = overlay / "F32.1.yaml"
    text = rubric.read_text("utf-8")
    rubric.write_text(text.replace("  elation:\n", "  elation:\n    ages: {max: 17}\n"), encoding="utf-8")
    (question,) = labelled_questions([good()], resolver).questions
    assert question.criterion.applies("intake", question.item.base.case.person.age)
