"""Whether an attacker tells from the reports who was in the corpus."""

from __future__ import annotations

import numpy as np
import pytest

from casewright.measures.embedding import Rows
from casewright.measures.privacy.sets import Embedded, membership
from casewright.measures.privacy.sets.membership import ATTACKS, attack_scores

Vectors = tuple[Rows, Embedded, Embedded]


def test_reports_by_a_stranger_give_nobody_away(independent: Vectors) -> None:
    """Every attack's interval holds 0.5, and its rate of finds holds one in a hundred."""
    found = membership(*independent)
    for name in ATTACKS:
        area, rate = found[f"{name}.auc"], found[f"{name}.tpr_at_1fpr"]
        assert area.low is not None
        assert area.high is not None
        assert area.low < 0.5 < area.high
        assert rate.low is not None
        assert rate.low <= 0.01


def test_a_tenth_of_the_members_half_copied_is_seen(independent: Vectors, copied: Vectors) -> None:
    """The area rises, and most of the copied members are found at one false alarm in a hundred."""
    before, after = membership(*independent), membership(*copied)
    assert (after["maximum.auc"].value or 0) > (before["maximum.auc"].value or 0) + 0.02
    rate = after["maximum.tpr_at_1fpr"]
    assert rate.value is not None
    assert rate.low is not None
    assert rate.value > 0.07
    assert rate.low > 0.01


def test_permuted_labels_give_one_half(copied: Vectors) -> None:
    """Who is a member is drawn anew: nothing is left to find, on average of ten draws and nearly in each."""
    rows, inside, outside = copied
    both = Embedded(np.concatenate([inside.rows, outside.rows]), np.concatenate([inside.patients, outside.patients]))
    dice = np.random.default_rng(4)
    areas = []
    for _ in range(10):
        drawn = np.isin(both.patients, dice.permutation(np.unique(both.patients))[: len(np.unique(inside.patients))])
        areas.append(membership(rows, both.pick(drawn), both.pick(~drawn))["maximum.auc"])
    assert np.mean([area.value for area in areas if area.value is not None]) == pytest.approx(0.5, abs=0.03)
    assert sum((area.low or 0) < 0.5 < (area.high or 1) for area in areas) >= 8


def test_too_few_nonmembers_tell_no_rate(independent: Vectors) -> None:
    """One in a hundred takes a hundred."""
    rows, inside, outside = independent
    found = membership(rows, inside, outside.pick(np.arange(99)))["maximum.tpr_at_1fpr"]
    assert found.value is None
    assert "can't be told" in found.note


def test_scores_are_what_they_are_called() -> None:
    """The greatest, the mean of the three greatest, and the mean similarity."""
    reports = np.eye(4, dtype=np.float32)
    note = np.array([[0.8, 0.6, 0.0, 0.0]], dtype=np.float32)
    scores = attack_scores(reports, note)
    assert scores["maximum"] == pytest.approx([0.8])
    assert scores["top_3"] == pytest.approx([1.4 / 3])
    assert scores["mean"] == pytest.approx([0.35])


def test_a_set_of_two_reports_is_scored_too() -> None:
    """The three greatest of two are two."""
    assert attack_scores(np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32))["top_3"] == pytest.approx([0.5, 0.5])
