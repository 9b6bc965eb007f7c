"""Attributes that identify somebody together, found in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.measures.privacy.quasi import quasi_identifiers
from casewright.measures.privacy.quasi.extract import age_band
from casewright.types import Language

ENGLISH = (
    "A 43-year-old married Moroccan woman who lives in Upper Tarrow works as a bus driver. Her brother is a welder. "
    "She was treated in 2015 at Tarrow General Hospital with clozapine."
)
SPANISH = (
    "Mujer de cuarenta y tres años, casada, natural de Villaseca del Llano, trabaja como camionera; su hermano es "
    "minero. Ingresó en 2015 en el Hospital Virgen del Llano. Toma litio."
)


def test_english_text() -> None:
    """Each attribute by its own name; what is said of a brother is not the patient's."""
    assert {name: set(values) for name, values in quasi_identifiers(ENGLISH, "en").items()} == {
        "age": {"40-44"},
        "drug": {"clozapine"},
        "ethnicity": {"moroccan"},
        "institution": {"tarrow general hospital"},
        "marital": {"married"},
        "occupation": {"driver"},
        "place": {"upper tarrow"},
        "sex": {"female"},
        "year": {"2015"},
    }


def test_spanish_text_has_the_same_values() -> None:
    """So that reports in both languages can be counted together; ages in words count too."""
    found = quasi_identifiers(SPANISH, "es")
    assert found["occupation"] == {"driver"}
    assert found["age"] == {"40-44"}
    assert found["marital"] == {"married"}
    assert found["drug"] == {"lithium"}
    assert found["place"] == {"villaseca del llano"}


@pytest.mark.parametrize(("age", "band"), [(0, "0-4"), (44, "40-44"), (45, "45-49"), (89, "85-89"), (97, "90+")])
def test_age_bands(age: int, band: str) -> None:
    """Five years, and one band from 90 on."""
    assert age_band(age) == band


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_text_that_tells_nothing(language: Language) -> None:
    """No attribute is made up."""
    assert quasi_identifiers("", language) == {}
    assert quasi_identifiers("1 2 3 ... ---", language) == {}


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(codec="utf-8")), st.sampled_from(["en", "es"]))
def test_any_text_is_read(text: str, language: Language) -> None:
    """Whatever the text, values are words and never empty."""
    assert all(value for values in quasi_identifiers(text, language).values() for value in values)
