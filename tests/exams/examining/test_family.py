"""Families pass by the bounds of their errors; criteria decide if their family does and they aren't bad themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.exams.examining.family import examine_families
from casewright.exams.response import Response

Make = Callable[..., Response]


def good(make: Make, count: int = 40, **of: str) -> list[Response]:
    return [make(base, right, right, **of) for base in range(count) for right in ("met", "unmet")]


def test_a_critic_without_errors_passes_if_it_was_asked_enough(make: Make) -> None:
    """Forty reports without an error pass, five leave too much open, and the sentence says so."""
    (family,) = examine_families(good(make))
    assert family.evidence.passes
    assert family.criteria[0].gates
    (small,) = examine_families(good(make, 5))
    assert not small.evidence.passes
    assert "too few" in small.evidence.why
    assert not small.criteria[0].gates


def test_one_kind_of_right_answer_is_not_enough(make: Make) -> None:
    """Whoever says met to everything has no false reject; without unmet questions nothing shows it."""
    (family,) = examine_families([make(base, "met", "met") for base in range(60)])
    assert not family.evidence.passes
    assert "no question whose right answer is unmet was answered" in family.evidence.why
    assert (family.evidence.kappa, family.evidence.mcc) == (None, None)


def test_a_bad_criterion_of_a_good_family_advises(make: Make) -> None:
    """It is clearly above the floor by itself; its pooled rate lies between its own and the family's."""
    bad = [make(base, "unmet", "met", id="worse") for base in range(15)]
    good_ones = [one for name in ("a", "b", "c", "d", "e") for one in good(make, 40, id=name)]
    (family,) = examine_families([*good_ones, *bad])
    by_id = {one.id: one for one in family.criteria}
    assert family.evidence.passes
    assert by_id["a"].gates
    assert not by_id["worse"].gates
    assert "clearly above" in by_id["worse"].why
    own, whole = by_id["worse"].pooled_false_accepts, family.evidence.false_accepts.rate
    assert own is not None
    assert whole is not None
    assert whole < own <= 1


def test_a_critic_that_never_answers_decides_nothing(make: Make) -> None:
    """Failures are counted by kind and are no answers."""
    (family,) = examine_families([make(base, right, "failed") for base in range(40) for right in ("met", "unmet")])
    assert not family.evidence.passes
    assert family.evidence.failures == {"timeout": 80}
    assert family.evidence.answered.hits == 0
    assert not family.criteria[0].gates


def test_unseen_operators_stand_apart(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """False accepts by operator, and of those kept from whoever tunes by themselves."""
    monkeypatch.setattr("casewright.exams.examining.family.UNSEEN", frozenset({"hidden"}))
    heard = [
        *(make(base, "unmet", "met", sort="defect", name="hidden") for base in range(4)),
        *(make(base, "unmet", "unmet", sort="defect", name="shown") for base in range(6)),
    ]
    (family,) = examine_families(heard)
    assert family.evidence.unseen is not None
    assert family.evidence.seen is not None
    assert (family.evidence.unseen.hits, family.evidence.unseen.n) == (4, 4)
    assert (family.evidence.seen.hits, family.evidence.seen.n) == (0, 6)
    assert set(family.evidence.operators) == {"hidden", "shown"}


def test_what_an_edit_changed_and_what_a_second_asking_changed(make: Make) -> None:
    """Both are shares of pairs of answers; neither counts as right or wrong."""
    first = [
        *(make(base, "met", "met") for base in range(10)),
        *(make(base, "met", "unmet" if base == 0 else "met", sort="edit", name="order") for base in range(10)),
    ]
    second = [make(base, "met", "unmet" if base < 3 else "met") for base in range(5)]
    (family,) = examine_families(first, second)
    evidence = family.evidence
    assert evidence.edits is not None
    assert evidence.flips is not None
    assert (evidence.edits.hits, evidence.edits.n) == (1, 10)
    assert (evidence.flips.hits, evidence.flips.n) == (3, 5)
    assert evidence.false_rejects.n == 10
