"""Notes of our own, as a house might write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.measures.privacy import ReferenceNote

NOTE = """CHIEF COMPLAINT: Low mood.

HISTORY OF PRESENT ILLNESS: The patient was brought by her sister. Pt denies SI. She has slept badly for {days} days.

MENTAL STATUS EXAMINATION: Alert. Denies HI. The mood was low and the affect was flat throughout.

PLAN: She will come again in two weeks.
"""

Notes = Callable[..., list[ReferenceNote]]


@pytest.fixture
def notes() -> Notes:
    """So many patients with a note each, and whatever others are handed in as (patient, text)."""

    def make(count: int, *others: tuple[str, str]) -> list[ReferenceNote]:
        rows = [(f"patient:p{number}", NOTE.format(days=number + 2)) for number in range(count)]
        return [ReferenceNote(row, text, patient) for row, (patient, text) in enumerate([*rows, *others], start=1)]

    return make
