"""Text that fits"""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.measures.figure import Figure
from casewright.studies.drawing.axes import bounds, ends, limits
from casewright.studies.drawing.canvas import settled
from casewright.studies.drawing.lettering import count, number, plain, width, wrap

WORDS = st.text(st.sampled_from("abcdefghij WM-_/,."), max_size=60)


@given(WORDS, st.floats(0.3, 3.0), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_or_lost(text: str, inches: float, lines: int) -> None:
    """What has no room ends in an ellipsis."""
    with settled():
        wrapped = wrap(text, inches, lines=lines)
        assert wrapped.count("\n") < lines
        assert all(width(line) <= inches for line in wrapped.split("\n") if len(line) > 1)
    if not wrapped.endswith("…"):
        assert wrapped.replace("\n", "").replace(" ", "") == plain(text).replace(" ", "")


def test_lines_break_at_words_before_they_break_names() -> None:
    """A model's name is read whole where there is room."""
    with settled():
        assert wrap("smollm2-135m, loop - smollm2-135m", 1.6) == "smollm2-135m, loop -\nsmollm2-135m"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.126, "0.13"),
        (-0.3, "−0.30"),
        (-0.001, "0.00"),
        (12345.6, "12,346"),
        (None, "–"),
        (math.nan, "–"),
        (math.inf, "–"),
    ],
)
def test_numbers_are_short(value: float | None, shown: str) -> None:
    """And no nought is negative."""
    assert number(value) == shown


def test_counts_are_one_number_or_a_range() -> None:
    """Of what there is."""
    assert count([Figure(1, 20), Figure(1, 20)]) == "n 20"
    assert count([Figure(1, 1200), None, Figure(1, 7)]) == "n 7–1,200"
    assert count([]) == "n 0"


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1e3)), max_size=5))
def test_axes_hold_every_interval(found: list[tuple[float, float]]) -> None:
    """No end is cut off."""
    low, high = bounds(Figure(value, 1, value - half, value + half) for value, half in found)
    first, last = limits(low, high)
    assert first <= low <= high <= last
    assert first < last


def test_a_missing_end_is_the_number_itself() -> None:
    """As is an endless one."""
    assert ends(Figure(0.5, 3)) == (0.5, 0.5)
    assert ends(Figure(0.5, 3, -math.inf, 0.7)) == (0.5, 0.7)
