"""Reports that a combination of what they tell makes rare."""

from __future__ import annotations

import pytest

from casewright.measures.privacy.quasi import QuasiIdentifiers, rare_combinations


def row(**told: str) -> QuasiIdentifiers:
    return {attribute: frozenset({value}) for attribute, value in told.items()}


SET = {
    **{f"common-{i}": row(sex="female", age="40-44") for i in range(6)},
    "pair": row(sex="male", age="70-74", occupation="miner"),
    "other": row(sex="male", age="70-74", occupation="driver"),
}


def test_unique_reports_are_named_with_what_makes_them_so() -> None:
    """Attributes are named, values never."""
    found = rare_combinations(SET)
    assert found.unique == {"pair": ("occupation",), "other": ("occupation",)}
    assert found.figures["unique_1"].value == 0.25
    assert found.figures["under_k_1"].n == 8


def test_combinations_need_not_be_single_attributes() -> None:
    """Nobody is alone in one attribute here, and one is in two."""
    rows = {
        "a": row(sex="f", age="1"),
        "b": row(sex="f", age="2"),
        "c": row(sex="m", age="2"),
        "d": row(sex="m", age="2"),
    }
    found = rare_combinations(rows, k=2)
    assert found.unique == {"a": ("age",), "b": ("age", "sex")}
    assert [found.figures[f"unique_{size}"].value for size in (1, 2, 3)] == [0.25, 0.5, 0.5]


def test_none_is_rare_and_says_up_to_what() -> None:
    """No finding carries its upper bound."""
    figure = rare_combinations({str(i): row(sex="female") for i in range(20)}).figures["unique_3"]
    assert figure.value == 0
    assert figure.high is not None
    assert 0.1 < figure.high < 0.2


def test_a_report_that_matches_one_real_patient() -> None:
    """Unique here and met once there; met twice there is no single patient."""
    once = [row(occupation="miner", sex="male"), row(occupation="driver"), row(occupation="driver")]
    found = rare_combinations(SET, reference=once)
    assert found.matching == ("pair",)
    assert found.figures["unique_matching_one"].value == 0.5
    assert found.figures["unique_matching_one"].n == 2


def test_an_empty_set_has_no_share() -> None:
    """A share of nothing can't be told."""
    assert rare_combinations({}).figures["unique_1"].value is None


def test_limits_are_checked() -> None:
    """The message names what was given."""
    with pytest.raises(ValueError, match="not 0 and 3"):
        rare_combinations({}, k=0)
