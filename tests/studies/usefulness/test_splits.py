"""Who is learnt from and who is told."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casewright.studies.usefulness.splits import FOLDS, draw_order, folds, part_of


@given(st.integers(20, 60), st.integers(5, 20), st.integers(0, 5))
def test_a_patient_is_never_on_both_sides(n: int, patients: int, seed: int) -> None:
    """Every note is told once, and nothing is learnt from its patient's others."""
    groups = np.arange(n) % patients
    truth = np.stack([np.arange(n) % 2 == 0, np.arange(n) % 2 == 1], axis=1)
    found = folds(truth, groups, seed)
    assert len(found) == FOLDS
    assert sorted(np.concatenate([test for _, test in found]).tolist()) == list(range(n))
    for train, test in found:
        assert not {*groups[train].tolist()} & {*groups[test].tolist()}
        part = part_of(train, groups, 0.25, seed)
        assert {*part.tolist()} <= {*train.tolist()}
        assert len(part)
        kept = np.isin(groups[train], groups[part])
        assert sorted(train[kept].tolist()) == sorted(part.tolist())


def test_draws_are_nested_and_keep_the_shares_of_classes() -> None:
    """A tenth of 90 texts of one class and 30 of another holds both, three to one."""
    truth = np.stack([np.arange(120) % 4 != 0, np.arange(120) % 4 == 0], axis=1)
    order = draw_order(truth, 0)
    assert sorted(order.tolist()) == list(range(120))
    assert abs(int(truth[order[:12], 1].sum()) - 3) <= 1
    assert draw_order(truth, 0).tolist() == order.tolist() != draw_order(truth, 1).tolist()


def test_all_of_the_notes_are_all_of_them() -> None:
    """A share of one draws nothing."""
    assert part_of(np.arange(7), np.arange(7), 1.0, 0).tolist() == list(range(7))
