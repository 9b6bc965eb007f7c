"""The diversity measures of one report."""

from __future__ import annotations

import pytest

from casewright.measures.diversity.report import measure_diversity

NOTE = """\
Mental status:
Alert, oriented and neatly dressed. Speech is slow; mood is "flat". She denies any plan or intent.

Plan:
- sertraline 50 mg in the morning
- review in two weeks
"""


def test_every_measure_of_a_long_text() -> None:
    """A text of more than a hundred words has every measure."""
    found = measure_diversity(NOTE * 5, "en")
    assert found.tokens == 145
    assert found.ttr == pytest.approx(26 / 145)
    assert found.root_ttr == pytest.approx(26 / 145**0.5)
    assert None not in (found.mattr, found.mtld, found.hdd)
    assert found.distinct_2 == pytest.approx(29 / 144)
    assert found.self_repetition == pytest.approx(0.79, abs=0.01)
    assert (found.compression_ratio or 0) > 3
    assert found.sentences == {"count": 25, "mean": pytest.approx(5.4), "sd": pytest.approx(0.8)}
    assert set(found.readability) == {"flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog"}


def test_short_texts_lack_what_they_are_too_short_for() -> None:
    """A measure that a text is too short for is missing; an empty text has none at all."""
    short = measure_diversity("She sleeps badly.", "en")
    assert (short.mattr, short.mtld, short.hdd, short.self_repetition) == (None, None, None, None)
    assert (short.ttr, short.distinct_2, short.sentences["count"]) == (1, 1, 1)
    empty = measure_diversity("", "es")
    assert (empty.tokens, empty.ttr, empty.root_ttr, empty.distinct_2, empty.compression_ratio) == (0, *[None] * 4)
    assert (empty.sentences, empty.readability) == ({}, {})
