"""Markup comes off; words stay."""

from __future__ import annotations

import pytest

from casewright.agents.markup import plain_prose


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("**She sleeps badly.**", "She sleeps badly."),
        ("- She sleeps badly.\n- She denies guilt.", "She sleeps badly. She denies guilt."),
        ("### Family history\nHer mother had depression.", "Her mother had depression."),
        ("Family history: her mother had depression.", "her mother had depression."),
        ("Family history is positive for depression.", "Family history is positive for depression."),
        ("1. PHQ-9 is 16.", "PHQ-9 is 16."),
        ("Sertraline 50 mg -- daily.", "Sertraline 50 mg -- daily."),
    ],
)
def test_only_markup_and_a_repeated_heading_come_off(reply: str, expected: str) -> None:
    """A sentence that begins with the heading's words keeps them."""
    assert plain_prose(reply, "Family history") == expected
