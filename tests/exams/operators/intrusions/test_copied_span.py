"""A sentence of somebody else's note."""

from __future__ import annotations

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import goldens
from casewright.exams.operators.intrusions import exam_reference
from casewright.exams.operators.intrusions.copied_span import copy_span
from casewright.exams.operators.intrusions.reference_notes import LEAST, fictional_notes
from casewright.exams.word_bank import bank
from casewright.measures.privacy import find_identifiers, overlap_reasons
from casewright.rubrics.matching import find_mentions
from casewright.types import Report
from casewright.vocabulary.kinds import split_sections


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_the_overlap_screen_sees_it_and_saw_nothing_before(one: Base) -> None:
    """Against the fictional notes; the facts stay as they were."""
    defect = copy_span(one)
    assert not overlap_reasons(exam_reference().screen(one.report.text))
    assert overlap_reasons(exam_reference().screen(defect.report.text))
    assert (defect.facts, defect.expects) == (one.case.facts, "privacy")


def test_notes_are_fictional_and_have_enough_to_copy() -> None:
    """Three a language, marked, without an identifier."""
    assert bank("reference_notes")["marked"] == "fictional"
    notes = fictional_notes()
    assert [note.language for note in notes] == ["en", "en", "en", "es", "es", "es"]
    for note in notes:
        assert note.id.startswith("fictional-")
        assert len(note.copied) >= 2
        assert not find_identifiers(note.text, note.language, policy="placeholders")


def test_what_is_copied_tells_nothing_clinical() -> None:
    """No concept is found in it, so that the truth stays."""
    for note in fictional_notes():
        for sentence in note.copied:
            assert len(sentence.split()) >= LEAST
            report = Report(sentence, split_sections(sentence, note.language, "intake"), note.language, "intake")
            assert find_mentions(report) == ()
