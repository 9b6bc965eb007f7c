"""What certificates give a critic beside the right to decide."""

from __future__ import annotations

import math

import pytest
from tests.agents.scenes import certificate, criterion

from casewright.agents.thresholds import threshold_for, weight_for

MOOD = criterion()


@pytest.mark.parametrize(
    ("right", "weight"), [(9, math.log(9.5 / 1.5)), (10, math.log(10.5 / 0.5)), (5, 0.0), (2, 0.0)]
)
def test_a_weight_is_the_log_odds_of_being_right(right: int, weight: float) -> None:
    """Finite for a faultless exam, nought for who errs more often than not."""
    assert weight_for([certificate("judge", MOOD, right=right)], "judge", "en", MOOD) == pytest.approx(weight)


def test_without_an_exam_a_weight_is_one_and_no_threshold_holds() -> None:
    """Of this critic, in this language, on this family."""
    held = [certificate("judge", MOOD, threshold=1.5)]
    other = criterion("plans", "risk")
    assert weight_for(held, "judge", "en", MOOD) != 1.0
    assert [weight_for(held, *at) for at in (("x", "en", MOOD), ("judge", "es", MOOD), ("judge", "en", other))] == [
        1.0
    ] * 3
    assert threshold_for(held, "judge", "en", MOOD) == 1.5
    assert threshold_for(held, "judge", "es", MOOD) is None
    assert threshold_for(held, "judge", "en", other) is None
