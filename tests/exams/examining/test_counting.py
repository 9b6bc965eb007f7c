"""Errors are counted among answers, clustered by base, and what wasn't answered is said to be so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.exams.examining.counting import (
    answered_rate,
    confusion,
    failures_by_kind,
    false_accepts,
    false_rejects,
    kappa_and_mcc,
)
from casewright.exams.response import Response

Make = Callable[..., Response]


def test_errors_are_shares_of_the_answers_to_their_kind_of_question(make: Make) -> None:
    """An answer of *unclear* and a failure are in neither number."""
    heard = [
        make(1, "unmet", "met"),
        make(2, "unmet", "unmet"),
        make(3, "unmet", "unclear"),
        make(4, "unmet", "failed"),
        make(5, "met", "unmet"),
        make(6, "met", "met"),
    ]
    accepts, rejects, answered = false_accepts(heard), false_rejects(heard), answered_rate(heard)
    assert (accepts.hits, accepts.n, accepts.clusters) == (1, 2, 2)
    assert (rejects.hits, rejects.n) == (1, 2)
    assert (answered.hits, answered.n) == (4, 6)
    assert failures_by_kind(heard) == {"timeout": 1}
    assert confusion(heard)["not_mentioned"] == {"failed": 1, "not_mentioned": 1, "present": 1, "unclear": 1}


def test_a_critic_that_abstains_is_neither_wrong_nor_examined(make: Make) -> None:
    """Silence can't pass an exam."""
    silent = [make(base, "unmet", "unclear") for base in range(40)]
    assert false_accepts(silent).n == 0
    assert false_accepts(silent).high is None


def test_questions_about_one_base_count_for_less(make: Make) -> None:
    """Ten errors in one report say less than ten in ten."""
    together = [make(base, "unmet", "met" if base == 0 else "unmet") for base in range(10) for _ in range(10)]
    apart = [make(place, "unmet", "met" if place < 10 else "unmet") for place in range(100)]
    one, other = false_accepts(together), false_accepts(apart)
    assert one.rate == other.rate
    assert one.high is not None
    assert other.high is not None
    assert one.high > other.high


def test_agreement_needs_two_classes(make: Make) -> None:
    """With right answers of one kind, agreement beyond chance means nothing; otherwise it is the textbook's."""
    assert kappa_and_mcc([make(1, "met", "met"), make(2, "met", "unmet")]) == (None, None)
    heard = [
        make(base, right, said)
        for base, (right, said) in enumerate(
            [("met", "met")] * 20 + [("met", "unmet")] * 5 + [("unmet", "met")] * 10 + [("unmet", "unmet")] * 15
        )
    ]
    kappa, mcc = kappa_and_mcc(heard)
    assert kappa == pytest.approx(0.4)  # po 0.7, pe 0.5
    assert mcc == pytest.approx((20 * 15 - 10 * 5) / (30 * 25 * 25 * 20) ** 0.5)
