"""What the gate did to the distribution: tables of a run's samples, their reasons and their cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casewright.ledger.protocol import OrderRow, Spent
from casewright.runs.distribution import gate_distribution, observe, yields
from casewright.runs.distribution.ages import AGE_GROUPS, age_group, regroup
from casewright.runs.distribution.observed import Observed
from casewright.runs.distribution.targets import target_shares
from casewright.testing.kept_run import ORDER, made_record
from casewright.types import Assessment, Attempt, Diversity, Outcome, Report

OUTCOMES: list[Outcome] = ["accepted", "rejected", "accepted", "surplus", "rejected", "rejected", "cancelled"]


@pytest.fixture
def samples() -> list[Observed]:
    return [observe(made_record(index, outcome)) for index, outcome in enumerate(OUTCOMES)]


@pytest.fixture
def order() -> OrderRow:
    told = {"system": "icd10-who-2019", "code": "F32.1", "language": "en", "kind": "progress", "targets": {}}
    return OrderRow(ORDER, told, 4)


def test_written_are_all_first_drafts_and_accepted_those_in_the_set(samples: list[Observed], order: OrderRow) -> None:
    """Counts of a trait add up to both; surplus was written, and is no part of the set."""
    found = gate_distribution(samples, [order])
    assert (found["written"], found["accepted"]) == (7, 2)
    values = {row["value"]: row for row in found["traits"]["sex"]["values"]}
    assert sum(row["written"]["count"] for row in values.values()) == 7
    assert sum(row["accepted"]["count"] for row in values.values()) == 2
    assert values["male"]["accepted"] == {
        "count": 2,
        "share": 1.0,
        "n": 2,
        "low": pytest.approx(0.342, abs=1e-3),
        "high": 1.0,
    }
    assert values["female"]["target"] == pytest.approx(0.6)


def test_a_repaired_report_was_written_as_its_first_draft(order: OrderRow) -> None:
    """Lengths of all first drafts stand beside lengths of the texts accepted."""
    early = Diversity(500, None, None, None, None, {"flesch_reading_ease": 10.0})
    attempt = Attempt(1, Assessment(Report("x", ()), diversity=early))
    repaired = observe(replace(made_record(0), history=(attempt,), attempts=2))
    tokens = gate_distribution([repaired], [order])["numbers"]["tokens"]
    assert (tokens["written"]["mean"], tokens["accepted"]["mean"]) == (500, 18)


def test_symptoms_told_are_those_that_the_patient_has_and_the_document_says() -> None:
    """Of two symptoms every third case keeps one to itself."""
    assert [observe(made_record(index)).symptoms for index in range(4)] == [1, 2, 2, 1]


def test_refusals_are_told_by_stratum_and_id(samples: list[Observed], order: OrderRow) -> None:
    """Cancelled samples were not tried; a stratum of fewer than five says nothing."""
    refused = gate_distribution(samples, [order])["refused"]
    assert (refused["all"]["n"], refused["all"]["share"]) == (6, 0.5)
    assert refused["reasons"] == [{"id": "support:low-mood", "samples": 3}]
    assert {row["trait"] for row in refused["strata"]} <= {
        "code",
        "kind",
        "language",
        "severity",
        "course",
        "setting",
        "age",
    }
    assert all(row["refused"]["n"] >= 5 for row in refused["strata"])


def test_cost_is_that_of_everything_over_what_was_accepted(samples: list[Observed], order: OrderRow) -> None:
    """Two accepted of 30 calls: fifteen each, with the parrot's rate beside."""
    (row,) = yields(samples, [order], {ORDER: Spent(30, 900, 1.5, 60.0, 2)}, {("F32.1", "en", "progress"): (1, 4)})
    assert row["per_accepted"] == {"attempts": 5.0, "calls": 15.0, "tokens": 450.0, "usd": 0.75, "seconds": 30.0}
    assert row["spent"]["unpriced"] == 2
    assert (row["parrot"]["share"], row["parrot"]["n"]) == (0.25, 4)
    assert row["accepted_of_tried"]["share"] == 0.5


def test_without_an_accepted_report_there_is_no_cost_of_one(order: OrderRow) -> None:
    """And not zero or infinity."""
    (row,) = yields([observe(made_record(1, "rejected"))], [order], {})
    assert set(row["per_accepted"].values()) == {None}
    assert row["parrot"] is None


def test_target_shares_are_the_orders_own_before_the_populations(order: OrderRow) -> None:
    """Weighted by how many reports each order wants; ages in our groups."""
    own = OrderRow("other", {**order.order, "targets": {"sex": {"female": 1.0}, "age": {"18-29": 1.0}}}, 12)
    found = target_shares([order, own])
    assert found["sex"]["female"] == pytest.approx((4 * 0.6 + 12) / 16)
    assert sum(found["age"].values()) == pytest.approx(1)


def test_of_a_users_own_cases_nothing_was_wanted(samples: list[Observed], order: OrderRow) -> None:
    """They are as they were given."""
    found = gate_distribution(samples, [order], {ORDER})
    assert found["traits"]["sex"]["accepted_from_target"] is None


@pytest.mark.parametrize(("age", "group"), [(0, "0-11"), (17, "12-17"), (18, "18-24"), (64, "50-64"), (130, "80-120")])
def test_every_age_has_a_group(age: int, group: str) -> None:
    """Both ends belong to it."""
    assert age_group(age) == group


def test_bands_are_told_in_our_groups() -> None:
    """18-29 lies in two of them, by its years."""
    assert regroup({"18-29": 1.2}) == {"18-24": pytest.approx(0.7), "25-34": pytest.approx(0.5)}
    assert set(regroup({"0-120": 1.0})) == set(AGE_GROUPS)
