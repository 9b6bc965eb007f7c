"""Amounts are compared by what they say, not by how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.facts.quantities import find_amounts, same_amount
from casewright.facts.sentences import read_words
from casewright.types import Language, Quantity


def _firm(text: str, language: Language) -> list[Quantity]:
    return [amount.quantity for amount in find_amounts(read_words(text), language) if not amount.vague]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("for three weeks", "en"),
        ("for 21 days", "en"),
        ("a 3-week history", "en"),
        ("a three-week history", "en"),
        ("over the last 3 wks", "en"),
        ("desde hace tres semanas", "es"),
        ("de 21 días de evolución", "es"),
        ("unas 3 semanas", "es"),
    ],
)
def test_three_weeks_however_written(text: str, language: Language) -> None:
    """Digits, words, hyphens and other units give the same duration."""
    assert [same_amount(found, Quantity(3, "weeks")) for found in _firm(text, language)] == [True]


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("a year and a half ago", "en", 1.5, "years"),
        ("hace un año y medio", "es", 1.5, "years"),
        ("for a couple of months", "en", 2, "months"),
        ("un par de meses", "es", 2, "months"),
        ("for a fortnight", "en", 2, "weeks"),
        ("half a year", "en", 0.5, "years"),
        ("medio año", "es", 0.5, "years"),
        ("for a month", "en", 1, "months"),
        ("treinta y cuatro semanas", "es", 34, "weeks"),
        ("sertraline 150mg", "en", 150, "mg"),
        ("levothyroxine 75 micrograms", "en", 0.075, "mg"),
        ("one hundred and fifty milligrams", "en", 150, "mg"),
        ("ciento cincuenta miligramos", "es", 150, "mg"),
        ("14 units a day", "en", 14, "units_per_day"),
        ("28 units per week", "en", 4, "units_per_day"),
        ("diez unidades al día", "es", 10, "units_per_day"),
        ("lost 5 kg", "en", 5, "kg"),
        ("7,5 kilos", "es", 7.5, "kg"),
        ("twice before", "en", 2, "times"),
        ("en dos ocasiones", "es", 2, "times"),
        ("16 points", "en", 16, "points"),
    ],
)
def test_amounts_are_read(text: str, language: Language, value: float, unit: str) -> None:
    """Number words, decimals, parts and abbreviations are read in both languages."""
    assert _firm(text, language) == [Quantity(pytest.approx(value), unit)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("twice a week", "en"),
        ("three times a day", "en"),
        ("every two weeks", "en"),
        ("a 34-year-old woman", "en"),
        ("dos veces al día", "es"),
        ("cada dos semanas", "es"),
        ("34 años de edad", "es"),
    ],
)
def test_rates_and_ages_are_no_amounts(text: str, language: Language) -> None:
    """How often something happens, or how old somebody is, is neither a duration nor a count."""
    assert _firm(text, language) == []


def test_both_ends_of_a_range_count() -> None:
    """A range of two to three weeks agrees with either end."""
    assert _firm("for two to three weeks", "en") == [Quantity(2, "weeks"), Quantity(3, "weeks")]


@given(st.integers(2, 60), st.sampled_from(["days", "weeks", "months", "years", "mg", "points", "kg", "times"]))
def test_a_changed_number_is_never_the_same(value: int, unit: str) -> None:
    """In one unit the comparison is exact."""
    assert same_amount(Quantity(value, unit), Quantity(value, unit))
    assert not same_amount(Quantity(value, unit), Quantity(value + 1, unit))


def test_kinds_are_never_mixed() -> None:
    """Three weeks are not three milligrams."""
    assert not same_amount(Quantity(3, "weeks"), Quantity(3, "mg"))


def test_a_month_is_four_weeks() -> None:
    """Across units of time a tenth is allowed."""
    assert same_amount(Quantity(1, "months"), Quantity(4, "weeks"))
    assert not same_amount(Quantity(1, "months"), Quantity(3, "weeks"))
