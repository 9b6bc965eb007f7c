"""Errors for wrong codes: what is near, and what the other system makes of them."""

from __future__ import annotations

import sys

import pytest

from casewright.errors import UnknownCodeError
from casewright.icd10 import table

WHO = table()


def message(text: str) -> str:
    with pytest.raises(UnknownCodeError) as caught:
        WHO.normalise(text)
    return str(caught.value)


def test_unknown_child_lists_the_children_there_are() -> None:
    """The user sees what could have been meant."""
    assert message("F32.19") == "unknown ICD-10 code 'F32.19'; children of F32.1 are F32.10, F32.11"


def test_child_of_a_leaf_is_told_that_there_are_none() -> None:
    """Generalised anxiety isn't divided further."""
    assert message("F41.11") == "unknown ICD-10 code 'F41.11'; F41.1 has no children"


def test_unknown_category_gets_its_neighbours() -> None:
    """Neighbours are of the same letter."""
    assert message("F97") == "unknown ICD-10 code 'F97'; nearest: F94, F95, F98, F99"


@pytest.mark.parametrize(("typed", "meant"), [("F32.O", "F32.0"), ("F3O.1", "F30.1"), ("F4l.1", "F41.1")])
def test_letters_that_look_like_digits_are_recognised(typed: str, meant: str) -> None:
    """The slip is named; it isn't corrected silently."""
    assert f"nearest: {meant}" in message(typed)


@pytest.mark.parametrize("text", ["", "depression", "F", "32.1", "F32.1.1", "../../etc"])
def test_text_that_is_no_code_says_what_a_code_looks_like(text: str) -> None:
    """The example is a code that exists."""
    assert message(text).startswith(f"{text!r} is no ICD-10 code; a letter, two digits")
    assert "such as F32.1" in message(text)


def test_long_text_is_not_echoed_whole() -> None:
    """A pasted report must not flood the terminal."""
    assert len(message("x" * 10_000)) < 200


@pytest.mark.parametrize("code", ["F32.4", "F32.5", "F32.A"])
def test_code_of_the_other_system_says_so(code: str) -> None:
    """Remission of a single episode is in ICD-10-CM only."""
    assert "icd10-cm-2026 has it, icd10-who-2019 has not; children of F32 are" in message(code)


def test_code_of_the_other_system_is_known_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file of ours answers where the optional package isn't installed."""
    monkeypatch.setitem(sys.modules, "simple_icd_10_cm", None)
    assert "icd10-cm-2026 has it" in message("F32.A")


@pytest.mark.parametrize("code", ["F10.20", "F10.24", "F11.24", "F43.21", "F90.0"])
def test_string_with_two_meanings_says_both(code: str) -> None:
    """Active dependence here is a mood disorder there."""
    sentence = WHO.elsewhere(code)
    assert sentence is not None
    assert sentence.startswith(f"{code} is ")
    assert "icd10-cm-2026" in sentence
    assert "icd10-who-2019" in sentence


@pytest.mark.parametrize("code", ["F20.0", "F41.1", "F12.24"])
def test_string_with_one_meaning_has_nothing_to_say(code: str) -> None:
    """Same disorder in both, or (cannabis with a mood disorder) no such code in the other."""
    assert WHO.elsewhere(code) is None
