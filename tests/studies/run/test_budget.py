"""A study's budget over its cells."""

from __future__ import annotations

from casewright.ledger.protocol import Spent
from casewright.runs.limits import OrderLimits
from casewright.studies.run.budget import StudyBudget


def test_a_cell_may_use_what_the_others_left() -> None:
    """A run counts its own use over all its starts, so that is added back; what isn't limited stays so."""
    budget = StudyBudget(OrderLimits(max_calls=10, max_usd=2.0, when_spent="pause"))
    budget.spent = {"a": Spent(calls=4, usd=0.5), "b": Spent(calls=3, usd=0.25)}
    left = budget.left("b")
    assert (left.max_calls, left.max_usd, left.max_tokens, left.when_spent) == (6, 1.5, None, "pause")
    assert budget.left("new").max_calls == 3
    assert budget.exhausted() == ""


def test_what_has_run_out_is_named() -> None:
    """With what was used, which may be more: what is in flight isn't cut off."""
    budget = StudyBudget(OrderLimits(max_tokens=100), {"a": Spent(tokens=80), "b": Spent(tokens=30)})
    assert budget.exhausted() == "100 tokens are spent (max_tokens of the study; 110 used)"


def test_wall_time_is_that_of_one_start() -> None:
    """Each cell gets what is left of it."""
    budget = StudyBudget(OrderLimits(max_seconds=1000.0), {"a": Spent(seconds=5000.0)})
    assert budget.exhausted() == ""
    assert 990 < (budget.left("a").max_seconds or 0) <= 1000
