"""Harmless edits change the letter and not the sense."""

from __future__ import annotations

import pytest

from casewright.exams.bases import composed
from casewright.exams.edits import EDITORS
from casewright.exams.goldens import golden, goldens

EDITOR = pytest.mark.parametrize("name", EDITORS)


@EDITOR
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_editor_applies_in_both_languages(name: str, language: str) -> None:
    """Paraphrases where the bank knows a word."""
    applied = [one for one in goldens() if one.case.language == language and EDITORS[name](one)]
    assert len(applied) >= 12


@EDITOR
def test_an_edit_keeps_sections_and_is_the_same_for_the_same_seed(name: str) -> None:
    """No heading is touched, and the diagnosis neither."""
    for one in goldens():
        edit = EDITORS[name](one, 1)
        assert edit == EDITORS[name](one, 1)
        if edit is not None:
            assert edit.report.text != one.report.text
            assert [section.id for section in edit.report.sections] == [section.id for section in one.report.sections]
            assert impression(edit.report) == impression(one.report)


@EDITOR
def test_composed_texts_are_edited_too(name: str) -> None:
    """All of them but where a section has one sentence."""
    drawn = composed(12)
    edits = [edit for one in drawn if (edit := EDITORS[name](one)) is not None]
    assert len(edits) >= 9
    texts = {one.id: one.report.text for one in drawn}
    assert all(edit.report.text != texts[edit.base] for edit in edits)


def impression(report: object) -> list[str]:
    text, sections = report.text, report.sections  # type: ignore[attr-defined]
    return [text[section.start : section.end] for section in sections if section.id == "impression"]


def test_sentence_order_keeps_every_sentence() -> None:
    """The same letters in another order."""
    for one in goldens():
        edit = EDITORS["sentence-order"](one)
        if edit is not None:
            assert sorted(edit.report.text) == sorted(one.report.text)


def test_a_typing_error_swaps_two_letters() -> None:
    """Of one word."""
    one = golden("es-14-f431-progress")
    edit = EDITORS["typing-error"](one)
    assert edit is not None
    pairs = zip(one.report.text, edit.report.text, strict=True)
    assert len([1 for before, after in pairs if before != after]) == 2
