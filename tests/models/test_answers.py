"""An answer is usable, or a failure says why not."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import ModelFailure
from casewright.models.answers import settle_choices, usable_text


@pytest.mark.parametrize(
    ("text", "finish", "kind"),
    [
        ("", "stop", "empty"),
        (" \n", "stop", "empty"),
        ("<think>done</think>", "stop", "empty"),
        ("", "length", "truncated"),
        ("The patient", "content_filter", "content_filter"),
        ("I'm sorry, but I can't help with that.", "stop", "refusal"),
        ("I cannot create clinical notes about real people.", "stop", "refusal"),
        ("I’m unable to assist with this.", "stop", "refusal"),
        ("Sorry, I can't do that.", "stop", "refusal"),
        ("As an AI, I do not write medical reports.", "stop", "refusal"),
        ("Lo siento, no puedo ayudar con eso.", "stop", "refusal"),
        ("Lo siento, pero no puedo ayudarte.", "stop", "refusal"),
    ],
)
def test_no_answer_has_its_own_reason(text: str, finish: str, kind: str) -> None:
    """Empty, cut off, withheld and declined are told apart."""
    with pytest.raises(ModelFailure) as caught:
        usable_text(text, finish=finish)
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "I cannot sleep, she says, and has lost interest in her garden." + " She eats little." * 30,
        "The patient says: I can't go on.",
        "She is sorry that she can't work.",
        '{"answer": "present"}',
        "No puede dormir desde hace seis semanas.",
    ],
)
def test_clinical_text_is_no_refusal(text: str) -> None:
    """Patients say that they can't, and notes quote them."""
    assert usable_text(text) == text


def test_a_choice_that_is_not_among_the_candidates_gets_their_floor() -> None:
    """Its share is bounded by that of the last candidate given."""
    logs = settle_choices([("A", -0.1), ("x", -5.0)], ["A", "B"])
    assert logs["A"] - logs["B"] == pytest.approx(4.9)


def test_no_choice_among_the_candidates_is_garbage() -> None:
    """A model that would say something else has not answered."""
    with pytest.raises(ModelFailure) as caught:
        settle_choices([("The", -0.1)], ["A", "B"])
    assert caught.value.kind == "garbage"


@given(st.lists(st.integers(-400, 0).map(lambda tenths: tenths / 10), min_size=3, max_size=3))
def test_choices_add_up_to_one_and_keep_their_order(values: list[float]) -> None:
    """Renormalising changes no ranking."""
    logs = settle_choices(zip("ABC", values, strict=True), "ABC")
    assert sum(map(math.exp, logs.values())) == pytest.approx(1)
    assert sorted("ABC", key=logs.__getitem__) == sorted("ABC", key=dict(zip("ABC", values, strict=True)).__getitem__)
