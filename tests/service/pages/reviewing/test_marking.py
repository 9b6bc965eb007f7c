"""Reports cut at the edges of marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casewright.service.pages.reviewing.marking import Mark, blocks, pieces
from casewright.types import Section

TEXT = "Intro\n\nReason:\nLow mood 😔 for weeks.\n\nPlan:\nSee again."
MARKS = st.lists(
    st.builds(Mark, st.sampled_from(["quote", "fact"]), st.integers(0, 60), st.integers(0, 60), st.just("c1")),
    max_size=6,
)


@given(st.text(max_size=50), MARKS)
def test_pieces_joined_are_the_text_and_each_mark_lies_over_whole_pieces(text: str, marks: list[Mark]) -> None:
    """Whatever the marks: overlapping, empty, turned round, or beyond the end."""
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        assert piece.start == at
        for mark in marks:
            inside = mark.start <= at and at + len(piece.text) <= mark.end
            assert (mark in piece.marks) == (inside and bool(piece.text))
        at += len(piece.text)


def test_offsets_are_code_points() -> None:
    """A face counts as one, however many bytes or halves it is made of."""
    start = TEXT.index("for")
    found = pieces(TEXT, [Mark("quote", start, start + 9, "c0")])
    assert [piece.text for piece in found if piece.has("quote")] == ["for weeks"]


def test_sections_stand_under_their_headings() -> None:
    """What stands before the first section, and between two, is shown as well."""
    reason, plan = TEXT.index("Low"), TEXT.index("See")
    sections = (Section("plan", plan, len(TEXT)), Section("reason", reason, TEXT.index("\n\nPlan")))
    found = blocks(TEXT, sections, ())
    told = [(block.id, block.heading, "".join(piece.text for piece in block.pieces)) for block in found]
    assert told == [("", "", "Intro"), ("reason", "Reason:", "Low mood 😔 for weeks."), ("plan", "Plan:", "See again.")]


def test_a_report_without_sections_is_one_block() -> None:
    """As it stands."""
    (block,) = blocks(TEXT, (), ())
    assert "".join(piece.text for piece in block.pieces) == TEXT
