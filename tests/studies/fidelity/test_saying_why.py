"""Why shares can't be corrected, in one reason."""

from __future__ import annotations

from casewright.studies.fidelity.saying import reason

WORDS = "not estimable: {} of {} drafts passed, though by its exam the gate passes at most {}% of fit reports"


def test_many_reasons_of_a_kind_are_one_with_a_range() -> None:
    """Counts become shares; others are counted."""
    told = [WORDS.format(1, 10, "1.6"), WORDS.format(2, 5, "2.0"), "not estimable: no exam"]
    said = "not estimable: 10% to 40% of drafts passed, though by its exam the gate passes at most 1.6% to 2.0%"
    assert reason(told) == f"{said} of fit reports; 1 more for other reasons, in the table"
    assert reason(told[:1]) == WORDS.format(1, 10, "1.6").replace("1 of 10 drafts", "10% of drafts")
