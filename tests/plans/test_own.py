"""A user's own case file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casewright.errors import DocumentError, InputError
from casewright.plans import load_case, phrase
from casewright.types import Order

GOOD = """
person: {age: 34, sex: female}
facts:
  - {concept: depressed-mood, quantity: {value: 3, unit: weeks}}
  - {concept: dx-depressive-episode, subject: mother, time: lifetime}
  - {concept: irritability, source: informant, section: informants}
  - {concept: sertraline, quantity: {value: 50, unit: mg}}
traits: {informant: mother}
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(text, "utf-8")
    return path


def test_own_facts_are_read_with_sensible_defaults(tmp_path: Path) -> None:
    """Sections and sources follow from the concept, gender and pronouns from the sex."""
    case = load_case(write(tmp_path, GOOD), Order("F32.1"), "mine")
    assert case.order == "mine"
    assert (case.person.gender, case.person.pronouns) == ("woman", "she")
    assert [fact.section for fact in case.facts] == ["present-illness", "family-history", "informants", "medication"]
    assert all(phrase(fact, case).endswith(".") for fact in case.facts)


def test_json_is_read_too(tmp_path: Path) -> None:
    """JSON is YAML enough."""
    data = {"person": {"age": 50, "sex": "male"}, "facts": [{"concept": "guilt", "status": "absent"}]}
    case = load_case(write(tmp_path, json.dumps(data)), Order("F32.1", language="es"), "mine")
    assert case.facts[0].status == "absent"


@pytest.mark.parametrize(
    ("old", "new", "place", "word"),
    [
        ("depressed-mood", "depressed-moood", ":4:", "depressed-mood"),
        ("time: lifetime", "time: never", ":5:", "lifetime"),
        ("section: informants", "section: course", ":6:", "no section 'course'"),
        ("concept: irritability,", "concept: irritability, colour: red,", ":6:", "Extra inputs"),
        ("unit: mg", "unit: weeks", ":4:", None),
        ("value: 50", "value: 50000", ":4:", "possible from"),
        ("age: 34", "age: old", ":2:", "integer"),
        ("{value: 3, unit: weeks}", "{value: 3, unit: mg}", ":4:", "not 'mg'"),
        ("concept: irritability,", "concept: onset-latency,", ":6:", "quantity"),
    ],
)
def test_mistakes_are_shown_with_their_place(tmp_path: Path, old: str, new: str, place: str, word: str | None) -> None:
    """Unknown concept, status, section, field, unit, dose: each with line and column, and what was allowed."""
    path = write(tmp_path, GOOD.replace(old, new, 1))
    if word is None:
        assert load_case(path, Order("F32.1"), "mine").facts
        return
    with pytest.raises(DocumentError) as caught:
        load_case(path, Order("F32.1"), "mine")
    assert place in str(caught.value)
    assert word in str(caught.value)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    """No traceback for what a user did."""
    with pytest.raises(InputError, match=r"nowhere\.yaml"):
        load_case(tmp_path / "nowhere.yaml", Order("F32.1"), "mine")
