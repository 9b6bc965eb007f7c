"""Texts made alike in form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.studies.sheets.plain import cut, plain_text

OURS = "Interval history:\nShe sleeps badly.\nShe eats little.\n\nPlan:\nReview in two weeks.\n"
THEIRS = (
    "PATIENT NAME: Ada Quill\nDate of visit: 12 May\n\n**HISTORY OF PRESENT ILLNESS:** She sleeps badly.\r\n"
    "She eats little.\n\n---\nPLAN\n1. Review in two weeks\n"
)


def test_a_report_and_a_note_look_the_same() -> None:
    """Headings, marks of layout, numbering and lines that name people are gone from both."""
    assert plain_text(OURS) == plain_text(THEIRS) == "She sleeps badly. She eats little.\nReview in two weeks."


def test_headings_may_stay_in_one_form() -> None:
    """Each in a line of its own."""
    assert plain_text(THEIRS, headings=True).splitlines()[0] == "History of present illness:"
    assert plain_text(OURS, headings=True).splitlines()[2] == "Plan:"


@pytest.mark.parametrize(
    "line",
    [
        "He said: leave me alone.",
        "Blood pressure 120/80: normal.",
        "Sleep: four hours a night, broken by the foghorn.",
        "Name the three objects: apple, table and penny were recalled.",
    ],
)
def test_sentences_with_colons_stay(line: str) -> None:
    """What is said is never taken for a heading."""
    assert plain_text(line) == line


def test_spanish_headers_go_too() -> None:
    """A Spanish note's name and record number don't stay."""
    assert plain_text("Nombre: Ada Pluma\nNHC: 4711\nMotivo de consulta:\nDuerme mal.") == "Duerme mal."


def test_texts_are_cut_behind_a_sentence() -> None:
    """Where one ends in the second half of what is kept."""
    assert cut("One two three. Four five six seven. Eight nine.", 8) == "One two three. Four five six seven."
    assert cut("One two three", 5) == "One two three"
    assert cut("One two three four five", 3) == "One two three"


@given(st.text(max_size=200))
def test_doing_it_again_changes_nothing_much(text: str) -> None:
    """Whatever it is given, there is no blank line, no doubled space and no line end but one."""
    made = plain_text(text)
    assert "\n\n" not in made
    assert "  " not in made
    assert not set(made) & set("\r\t\v\f")
