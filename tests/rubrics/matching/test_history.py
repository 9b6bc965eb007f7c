"""What a note tells only as history, asks or warns of is no finding of today."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.types import Language, Mention

Find = Callable[..., tuple[Mention, ...]]
PAST: tuple[tuple[Language, str], ...] = (
    ("en", "Depression, resolved."),
    ("en", "Low mood was put down to depression and this since resolved."),
    ("en", "Past medical history significant for depression and asthma."),
    ("en", "Known depression, presents with chest pain."),
    ("en", "She was previously diagnosed with depression."),
    ("en", "Carries a diagnosis of depression."),
    ("en", "PMH: depression, diabetes."),
    ("en", "Depression, in remission since 2019."),
    ("es", "Antecedentes personales: depresión, asma."),
    ("es", "Como antecedentes personales tenía depresión."),
    ("es", "Depresión conocida, acude por dolor."),
    ("es", "Fue diagnosticado de depresión en 2005."),
)
SUSPECTED: tuple[tuple[Language, str], ...] = (
    ("en", "The referral question is whether he has depression."),
    ("en", "He was referred for evaluation of depression."),
    ("es", "El motivo de derivación es valorar si tiene depresión."),
    ("es", "Los datos orientaban a una depresión."),
)


def _depression(mentions: tuple[Mention, ...]) -> list[Mention]:
    return [item for item in mentions if item.concept == "dx-depressive-episode"]


@pytest.mark.parametrize(("language", "text"), PAST)
def test_a_diagnosis_of_history_is_past(find: Find, language: Language, text: str) -> None:
    """By its words, wherever they stand."""
    assert [(item.status, item.time) for item in _depression(find(text, language))] == [("present", "past")]


def test_a_diagnosis_in_the_medical_history_is_past(find: Find) -> None:
    """By its section; an illness of the body in the list is still there."""
    times = {item.concept: item.time for item in find("Depression, hypothyroidism.", section="medical-history")}
    assert times == {"dx-depressive-episode": "past", "hypothyroidism": "current"}


@pytest.mark.parametrize(("language", "text"), SUSPECTED)
def test_a_diagnosis_that_is_asked_about_is_suspected(find: Find, language: Language, text: str) -> None:
    """Who is sent for evaluation of a diagnosis may have it."""
    assert [item.certainty for item in _depression(find(text, language))] == ["suspected"]


@pytest.mark.parametrize(
    "text",
    ["There is a risk of heart attack, depression, and death.", "Stress may result in depression."],
)
def test_what_is_warned_of_is_not_said_to_be_there(find: Find, text: str) -> None:
    """A list of risks is one to its end."""
    assert not find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sin antecedentes de interés, que acude por presentar ansiedad.",
        "Sin antecedentes de interés que acudió por ansiedad.",
    ],
    ids=["comma", "no comma"],
)
def test_why_somebody_comes_is_not_denied_with_the_history(find: Find, text: str) -> None:
    """A relative clause ends the scope of *sin antecedentes*."""
    assert [(item.status, item.time) for item in find(text, "es")] == [("present", "current")]


def test_neither_of_two_people_reports_it(find: Find) -> None:
    """The verb behind *neither … nor* is denied of both."""
    assert [item.status for item in find("Neither he nor his wife reports insomnia.")] == ["absent"]
