"""A third of the operators is kept back, by a rule that sees names alone."""

from __future__ import annotations

from casewright.exams.operators import OPERATORS, UNSEEN, keep_back


def test_a_third_is_unseen() -> None:
    """Of all there are."""
    assert set(OPERATORS) > UNSEEN
    assert len(UNSEEN) == round(len(OPERATORS) / 3)
    assert keep_back(OPERATORS) == UNSEEN


def test_a_new_operator_moves_at_most_one_other() -> None:
    """Whoever adds one can't shuffle the rest."""
    names = set(OPERATORS)
    for new in ("another", "one-more", "yet-another"):
        assert len(keep_back(names) - keep_back({*names, new})) <= 1


def test_the_order_of_names_is_of_no_account() -> None:
    """A set is a set."""
    assert keep_back(sorted(OPERATORS, reverse=True)) == keep_back(list(OPERATORS))
