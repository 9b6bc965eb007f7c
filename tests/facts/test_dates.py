"""Dates that can't be, lie ahead, or contradict one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.facts.dates import date_problems, find_dates
from casewright.facts.reading import Passage
from casewright.types import Person

Read = Callable[..., tuple[Passage, ...]]

ANA = Person(34, "female", "woman", "she")


@pytest.mark.parametrize(
    "text",
    [
        "Seen on 31 February 2024.",
        "Seen on 2024-13-01.",
        "Acudió el 30 de febrero de 2024.",
        "Last drink on 45/12/2023.",
        "Next visit on 1 March 2199.",
        "Admitted on 12 May 2024 and discharged on 3 May 2024.",
        "Date of assessment: 2024-05-01. Born on 2010-01-01.",
        "Date of assessment: 2024-05-01. The accident was on 2024-06-01.",
    ],
)
def test_a_date_that_can_not_be_is_found(read: Read, text: str) -> None:
    """Days that don't exist or lie ahead, discharge before admission, a birth that gives another age."""
    assert [item.kind for item in date_problems(read(text), text, ANA)] == ["date"]


@pytest.mark.parametrize(
    "text",
    [
        "Seen on 28 February 2024.",
        "Admitted on 3 May 2024 and discharged on 12 May 2024.",
        "Date of assessment: 2024-05-01. Born on 1990-01-01.",
        "Acudió el 13/02/2024 y el 02/13/2024.",
        "16/27 on the scale, 120/80, 24/7 support.",
        "No dates at all.",
    ],
)
def test_a_plausible_date_passes(read: Read, text: str) -> None:
    """Day first and month first are both allowed; fractions are no dates."""
    assert list(date_problems(read(text), text, ANA)) == []


def test_dates_are_found_in_both_languages() -> None:
    """Worded dates need the name of a month."""
    text = "12 March 2024, March 12, 2024, 12 de marzo de 2024, 20 mg in 2024"
    assert len(find_dates(text)) == 3
