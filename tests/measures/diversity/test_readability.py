"""Readability, with the network off (conftest refuses every socket)."""

from __future__ import annotations

import socket

import pytest

from casewright.measures.diversity.readability import measure_readability
from casewright.measures.diversity.report import measure_diversity

ENGLISH = "The patient slept badly for a month. She eats little. Appointments were repeatedly postponed by her family."
SPANISH = "La paciente duerme mal desde hace un mes. Come poco. Su familia aplazó repetidamente las consultas."


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_english_formulas_work_offline() -> None:
    """Four formulas, from a dictionary that a package carries."""
    with pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80))
    values = measure_readability(ENGLISH, "en")
    assert list(values) == ["flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog"]
    assert 0 < values["flesch_reading_ease"] < 100


def test_english_uses_the_dictionary() -> None:
    """ "business" has two syllables in the dictionary; hyphenation alone would say three or more elsewhere."""
    from casewright.measures.diversity import readability

    pronunciations = readability._pronunciations("en_US")
    assert pronunciations is not None
    assert sum(part[-1].isdigit() for part in pronunciations["business"][0]) == 2


def test_spanish_formulas() -> None:
    """Fernández-Huerta and Szigriszt-Pazos."""
    values = measure_readability(SPANISH, "es")
    assert list(values) == ["fernandez_huerta", "szigriszt_pazos"]
    assert all(0 < value < 120 for value in values.values())


def test_nothing_to_read() -> None:
    """A text without words has no readability, and no diversity."""
    assert measure_readability("12 / 3.", "en") == {}
    empty = measure_diversity("", "es")
    assert (empty.tokens, empty.ttr, empty.mattr, empty.mtld, empty.hdd) == (0, None, None, None, None)


def test_texts_do_not_linger_in_caches() -> None:
    """textstat caches by text; ours are forgotten after use."""
    from textstat.backend.counts import count_syllables

    measure_readability(ENGLISH, "en")
    assert count_syllables.cache_info().currsize == 0
