"""Thresholds are chosen on one half of the bases, and what they are worth is told by the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.exams.examining.family import examine_families
from casewright.exams.examining.thresholds import calibration, choose_threshold, tunes, with_threshold
from casewright.exams.response import Response

Make = Callable[..., Response]


def unsure(make: Make, count: int = 120) -> list[Response]:
    """Right where the margin is 3, wrong half of the time where it is 1."""
    return [
        make(base, right, right if base % 2 else said, margin=3.0 if base % 2 else 1.0)
        for base in range(count)
        for right, said in (("met", "unmet"), ("unmet", "met"))
    ]


def test_a_threshold_leaves_out_what_is_wrong_too_often(make: Make) -> None:
    """The least margin at which both errors are small is taken; below it answers are unclear."""
    heard = unsure(make)
    threshold = choose_threshold(heard)
    assert threshold == 3.0
    assert {with_threshold(one, threshold).verdict for one in heard if one.question.item.base.id == "b0"} == {
        "undetermined"
    }


def test_without_margins_there_is_no_threshold(make: Make) -> None:
    """A critic that answers in words has none."""
    assert choose_threshold([make(1, "met", "met"), make(2, "unmet", "met")]) is None
    assert calibration([make(1, "met", "met")]) == {}


def test_what_tunes_never_examines(make: Make) -> None:
    """Only the bases of the other half are counted, with their defects, and every criterion bears the threshold."""
    heard = unsure(make)
    (family,) = examine_families(heard, seed=3)
    other = {one.question.item.base.id for one in heard if not tunes(one, 3)}
    assert 30 < len(other) < 90
    assert family.evidence.answered.clusters == len(other)
    assert [one.threshold for one in family.criteria] == [3.0]
    assert family.evidence.false_accepts.hits == 0


def test_calibration_is_right_for_a_critic_that_knows(make: Make) -> None:
    """A margin of nought is a confidence of a half: right half of the time is calibrated."""
    heard = [make(base, "met", "met" if base % 2 else "unmet", margin=0.0) for base in range(40)]
    found = calibration(heard)
    assert found["ece"] == pytest.approx(0.0)
    assert found["brier"] == pytest.approx(0.25)
    assert found["n"] == 40
