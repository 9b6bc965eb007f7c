"""What was to be drawn."""

from __future__ import annotations

import pytest

from casewright.plans.cases.population import population
from casewright.studies.material import StudyReport
from casewright.studies.populations.wanted import age_moments, grade_moments, wanted_shares


def report(code: str, system: str = "icd10-who-2019") -> StudyReport:
    """A report of which only the code counts here."""
    return StudyReport(code, code, code, "en", "intake", "", system=system)


def test_ages_have_the_mean_and_variance_of_their_bands() -> None:
    """Every year of a band is equally likely, as it is when a case is drawn."""
    found = age_moments([report("F32.1")], {"age": {"20-21": 1.0, "30-30": 2.0}})
    assert found is not None
    assert found.mean == pytest.approx((20 + 21 + 4 * 30) / 6)
    assert found.variance == pytest.approx(
        ((20 - 26.8333) ** 2 + (21 - 26.8333) ** 2 + 4 * (30 - 26.8333) ** 2) / 6, 1e-4
    )


def test_variance_is_within_codes() -> None:
    """Two codes of one grade each vary not at all within, however far apart they are."""
    found = grade_moments([report("F32.0"), report("F32.2")], {})
    assert found is not None
    assert found.mean == pytest.approx(2.0)
    assert found.variance == pytest.approx(0.0)


def test_shares_are_weighted_by_the_cases_asked() -> None:
    """Three of one code and one of another."""
    own = {code: population(code) for code in ("F32.1", "F20.0")}
    women = {code: one.sex.shares["female"] / sum(one.sex.shares.values()) for code, one in own.items() if one}
    found = wanted_shares([report("F32.1")] * 3 + [report("F20.0")], {})
    assert found["sex"]["female"] == pytest.approx((3 * women["F32.1"] + women["F20.0"]) / 4)


def test_order_targets_stand_in_the_place_of_populations() -> None:
    """What was ordered is what was wanted."""
    assert wanted_shares([report("F32.1")], {"sex": {"male": 1.0}})["sex"] == {"male": 1.0}


def test_a_code_that_nobody_has_a_population_of_wants_nothing() -> None:
    """No shares are invented for it."""
    assert wanted_shares([report("")], {}) == {}
    assert age_moments([report("F32.1", system="elsewhere")], {}) is None
    assert age_moments([], {}) is None
