"""F1 and its interval."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from casewright.studies.usefulness.scoring import Jury


@settings(max_examples=30)
@given(st.integers(2, 5), st.integers(0, 2**16))
def test_f1_is_scikit_learns(classes: int, seed: int) -> None:
    """Macro and micro, where every class is there or named."""
    dice = np.random.default_rng(seed)
    truth, named = (dice.random((40, classes)) < 0.4 for _ in range(2))
    if not (truth | named).any(axis=0).all():
        return
    found = Jury(truth, np.arange(40), 0).score(named[None])
    assert found.macro.value == pytest.approx(f1_score(truth, named, average="macro", zero_division=0))
    assert found.micro.value == pytest.approx(f1_score(truth, named, average="micro", zero_division=0))


def test_an_interval_over_patients_is_wider_than_one_over_notes() -> None:
    """Ten notes of each patient that are told alike are no ten observations."""
    dice = np.random.default_rng(1)
    right = np.repeat(dice.random(20) < 0.7, 10)
    truth = np.ones((200, 1), dtype=bool)
    wide = Jury(truth, np.repeat(np.arange(20), 10), 0).score(right[None, :, None]).macro
    narrow = Jury(truth, np.arange(200), 0).score(right[None, :, None]).macro
    assert wide.value == narrow.value
    assert wide.low is not None
    assert wide.high is not None
    assert narrow.low is not None
    assert narrow.high is not None
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_intervals_hold_the_true_f1_about_as_often_as_they_say() -> None:
    """Of 100 samples of 80 notes, each told right with a chance of 0.7 (macro-F1 0.7 for two equal classes)."""
    dice, held = np.random.default_rng(2), 0
    for _ in range(100):
        label = np.arange(80) % 2
        told = np.where(dice.random(80) < 0.7, label, 1 - label)
        found = Jury(np.eye(2, dtype=bool)[label], np.arange(80), 0).score(np.eye(2, dtype=bool)[told][None]).macro
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0.7 <= found.high
    assert 89 <= held <= 99


def test_all_wrong_and_all_right_carry_exact_bounds() -> None:
    """Nothing varies there, which is no certainty."""
    truth = np.eye(2, dtype=bool)[np.arange(30) % 2]
    jury = Jury(truth, np.arange(30), 0)
    wrong, right = jury.score(~truth[None]), jury.score(truth[None])
    assert (wrong.macro.value, right.macro.value) == (0, 1)
    assert wrong.macro.high is not None
    assert right.macro.low is not None
    assert 0.1 < wrong.macro.high < 0.4
    assert 0.7 < right.macro.low < 0.95


def test_the_same_answers_differ_by_nothing_and_say_so() -> None:
    """An interval from 0 to 0 would look like knowledge."""
    truth = np.eye(2, dtype=bool)[np.arange(30) % 2]
    jury = Jury(truth, np.arange(30), 0)
    named = np.roll(truth, 1, axis=1)[None]
    change = jury.score(named).minus(jury.score(named))[0]
    assert change.figure.value == 0
    assert change.figure.low is None
    assert "same in every draw" in change.figure.note
    assert change.p == 1


def test_a_single_patient_gives_no_interval() -> None:
    """There is nobody to draw."""
    truth = np.eye(2, dtype=bool)[np.arange(6) % 2]
    named = truth.copy()
    named[0] = named[0, ::-1]
    found = Jury(truth, np.zeros(6, dtype=np.int64), 0).score(named[None]).macro
    assert found.low is None
    assert "only 1" in found.note
