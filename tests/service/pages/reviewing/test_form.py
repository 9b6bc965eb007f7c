"""A reviewer's form held against the item."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casewright.service.pages.reviewing.form import filled
from casewright.service.reviews import AskedCriterion, GivenAnswer, Item

TEXT = "Mood is low. She sleeps\nlittle. Mood is low again."
MOOD = AskedCriterion("low-mood", "supports", "diagnosis", "Is mood low?", "", "", "present", 1.0, "hash")


def item(**changed: Any) -> Item:
    made = Item(
        run="r",
        sample="s",
        code="F32.1",
        system="icd10-who-2019",
        title="T",
        kind="progress",
        language="en",
        text=TEXT,
        state="open",
        blind=True,
        criteria=(MOOD,),
        record={},
        words=("accept", "reject"),
        adjudicates=False,
        raters=1,
        verdicts=0,
        own=None,
        others=(),
        lock=None,
        locked_by=(),
        decision=None,
    )
    return replace(made, **changed)


def test_quoted_words_are_found_in_the_report() -> None:
    """Line breaks count as spaces: a field can't hold them."""
    given = filled({"word": "accept", "answer:low-mood": "present", "quote:low-mood": "She  sleeps little."}, item())
    assert given.wrong == ()
    assert given.saying().answers == {"low-mood": GivenAnswer("present", (13, 31))}


def test_a_selection_tells_which_of_two_places_is_meant() -> None:
    """And words that were changed after it are looked for anew."""
    form = {"word": "accept", "answer:low-mood": "present", "quote:low-mood": "Mood is low", "at:low-mood": "32-43"}
    assert filled(form, item()).answers["low-mood"].quote == (32, 43)
    assert filled({**form, "at:low-mood": "0-4"}, item()).answers["low-mood"].quote == (0, 11)
    assert filled({**form, "at:low-mood": "-1-9999999999"}, item()).answers["low-mood"].quote == (0, 11)


def test_words_that_are_not_there_are_told_by_the_number_of_their_question() -> None:
    """They are not repeated, and the verdict is not taken without them."""
    given = filled({"word": "accept", "answer:low-mood": "present", "quote:low-mood": "made up"}, item())
    assert given.wrong == ("the words quoted for question 1 don't stand in the report",)


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({}, "say accept, reject or override"),
        ({"word": "perhaps"}, "say accept, reject or override"),
        ({"word": "reject", "reason": "  "}, "say why, in a few words"),
        ({"word": "override"}, "say why, in a few words"),
    ],
    ids=["nothing", "no word", "no reason", "override without"],
)
def test_what_can_not_be_taken_is_said(form: dict[str, str], wrong: str) -> None:
    """Before anything is kept."""
    assert filled(form, item()).wrong == (wrong,)


def test_answers_to_what_was_not_asked_are_left_out() -> None:
    """And so is what is no answer."""
    form = {"word": "accept", "answer:other": "present", "answer:low-mood": "maybe", "quote:low-mood": "Mood"}
    assert filled(form, item()).answers == {}
