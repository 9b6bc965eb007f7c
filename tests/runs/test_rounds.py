"""Rounds are a pure reading of the ledger; orders are named by what they ask."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import UsageError
from casewright.ledger.protocol import OrderRow, PlannedSample, SampleRow
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.orders import MAX_N, checked, order_id, order_rows
from casewright.runs.rounds import count_samples, next_round, sample_seed, standings
from casewright.runs.steering import Outlook, Stop
from casewright.types import Decision, Order, Outcome

OUTCOMES: tuple[Outcome, ...] = ("accepted", "rejected", "needs_review", "error", "surplus", "cancelled")


def decided(outcomes: list[Outcome]) -> list[SampleRow]:
    return [
        SampleRow(PlannedSample(f"o-{i:04d}", "o", i, 1, {}), "decided", Decision(outcome, "gate", "j"), True)
        for i, outcome in enumerate(outcomes)
    ]


def planned(
    row: OrderRow, done: list[Outcome], *, size: int = 10, max_samples: int | None = None, **more: Any
) -> tuple[PlannedSample, ...]:
    limits = RunLimits(OrderLimits(max_samples=max_samples))
    tallies = count_samples([row], decided(done))
    return next_round([row], tallies, seed=0, round_size=size, limits=limits, **more)


@given(n=st.integers(1, 40), done=st.lists(st.sampled_from(OUTCOMES), max_size=40), size=st.integers(1, 12))
def test_a_round_draws_what_is_missing(n: int, done: list[Outcome], size: int) -> None:
    """At most the round size and the samples allowed, with fresh indexes; accepted + short covers n."""
    (standing,) = standings([OrderRow("o", {}, n)], decided(done))
    added = planned(OrderRow("o", {}, n), done, size=size, max_samples=45)
    assert len(added) == min(standing.short, size, 45 - len(done))
    assert [sample.index for sample in added] == list(range(len(done), len(done) + len(added)))
    assert standing.short == max(0, n - done.count("accepted"))


def test_limits_of_samples() -> None:
    """By default ten and five times n; with cases of one's own, as many as there are."""
    row = OrderRow("o", {}, 2)
    assert len(planned(row, ["rejected"] * 19)) == 1
    assert planned(row, ["rejected"] * 20) == ()
    (own,) = planned(row, [], cases={"o": [{"a": 1}]})
    assert own.case["case"] == {"a": 1}
    assert planned(row, [], max_samples=0) == ()
    assert RunLimits(OrderLimits(max_samples=3), {"o": OrderLimits(max_samples=1)}).of("o").max_samples == 1


def test_an_outlook_steers_drawn_cases_and_stops_orders() -> None:
    """Each place of the round has its own steer; a user's own cases have none; an order given up gets no more."""
    row, steers = OrderRow("o", {}, 2), {"o": [{"sex": "male"}, {}]}
    first, second = planned(row, [], outlook=Outlook(steers))
    assert first.case["steer"] == {"sex": "male"}
    assert "steer" not in second.case
    (own,) = planned(row, [], cases={"o": [{"a": 1}]}, outlook=Outlook(steers))
    assert "steer" not in own.case
    assert planned(row, [], outlook=Outlook(stopped={"o": Stop("acceptance", (), "why")})) == ()


def test_seeds_differ_by_run_order_and_index() -> None:
    """And are the same on every machine."""
    assert len({sample_seed(run, order, index) for run in (0, 1) for order in "ab" for index in (0, 1)}) == 8
    assert sample_seed(0, "a", 0) == sample_seed(0, "a", 0) < 2**31


def test_an_order_is_named_by_what_it_asks() -> None:
    """Not by how many are wanted, nor by how its code is typed."""
    one, many = Order("f321"), Order("F32.1", n=5)
    assert order_id(checked(one)) == order_id(many)
    assert order_id(many) != order_id(Order("F32.1", language="es"))
    (row,) = order_rows([one, many])
    assert row.n == 6


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (Order("F32.19"), r"'F32.19'"),
        (Order("F32.1; rm"), r"'F32.1; rm'"),
        (Order(""), "''"),
        (Order("F32.1", kind="letter"), r"unknown kind 'letter'.*intake"),
        (Order("F32.1", language="fr"), r"unknown language 'fr'; en and es"),  # type: ignore[arg-type]
        (Order("F32.1", level="full"), r"unknown level 'full'; allowed are sufficient"),  # type: ignore[arg-type]
        (Order("F32.1", system="icd11"), r"'icd11'.*icd10-who-2019"),
        (Order("F32.1", n=0), rf"n is 0; from 1 to {MAX_N:,}"),
        (Order("F32.1", comorbidities=("F99.99",)), r"'F99.99'"),
    ],
    ids=["code", "code with a command", "empty code", "kind", "language", "level", "system", "n", "comorbidity"],
)
def test_orders_that_can_t_be(order: Order, told: str) -> None:
    """The message names what is wrong and what is allowed."""
    with pytest.raises(UsageError, match=told):
        checked(order)
