"""Quantities: limits as written, durations across units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import InputError
from casewright.types import Quantity
from casewright.vocabulary.quantities import UNITS, as_quantity, days, within


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2 weeks", 2, "weeks"),
        ("1 week", 1, "weeks"),
        ("1.5 years", 1.5, "years"),
        ("30 points", 30, "points"),
        ("1  time", 1, "times"),
        ("50 mg", 50, "mg"),
        ("5 kg", 5, "kg"),
        ("4 units_per_day", 4, "units_per_day"),
    ],
)
def test_limits_are_read(text: str, value: float, unit: str) -> None:
    """A number and a unit, singular or plural."""
    assert as_quantity(text) == Quantity(value, unit)


@pytest.mark.parametrize(
    "text", ["", "two weeks", "2", "2 fortnights", "nan days", "inf weeks", "2 weeks ago", "weeks"]
)
def test_other_text_is_refused_with_the_units_there_are(text: str) -> None:
    """The error shows what was written and what is allowed."""
    with pytest.raises(InputError, match="is no quantity; write a number and one of hours, days, weeks"):
        as_quantity(text)


@pytest.mark.parametrize(
    ("value", "unit", "low", "high", "holds"),
    [
        (2, "weeks", "2 weeks", None, True),
        (13, "days", "2 weeks", None, True),
        (10, "days", "2 weeks", None, False),
        (4, "weeks", "1 month", None, True),
        (3, "weeks", "1 month", None, False),
        (26, "weeks", "6 months", None, True),
        (12, "months", "1 years", "1 years", True),
        (15, "days", None, "2 weeks", True),
        (5, "months", "6 months", None, False),
        (7, "months", None, "6 months", False),
        (16, "points", "15 points", "19 points", True),
        (20, "points", "15 points", "19 points", False),
        (16, "points", "2 weeks", None, None),
        (16, "points", None, None, True),
    ],
)
def test_limits_hold_as_people_mean_them(
    value: float, unit: str, low: str | None, high: str | None, *, holds: bool | None
) -> None:
    """Both ends are included; across units four weeks are a month; other kinds can't be compared."""
    assert within(Quantity(value, unit), low, high) is holds


@given(st.floats(0.1, 1000), st.sampled_from(UNITS))
def test_a_quantity_is_within_itself(value: float, unit: str) -> None:
    """What is written as a limit holds for the same amount, and as a duration has days."""
    text = f"{value!r} {unit}"
    assert within(as_quantity(text), text, text) is True
    assert (days(as_quantity(text)) is None) == (unit in ("mg", "points", "units_per_day", "times", "kg"))


@given(st.floats(0.5, 500), st.floats(0.5, 500), st.sampled_from(["days", "weeks", "months", "years"]))
def test_longer_is_never_shorter(one: float, other: float, unit: str) -> None:
    """If a duration reaches a limit, every longer one does."""
    short, long = sorted([one, other])
    if within(Quantity(short, unit), "3 months", None):
        assert within(Quantity(long, unit), "3 months", None)
