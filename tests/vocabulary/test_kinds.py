"""Kinds of document: what their files promise."""

from __future__ import annotations

import pytest

from casewright.errors import UnknownNameError
from casewright.types import Language
from casewright.vocabulary.kinds import KINDS, SECTIONS, heading, kind, kinds

LANGUAGES: tuple[Language, ...] = ("en", "es")


@pytest.mark.parametrize("name", KINDS)
def test_kind_is_complete(name: str) -> None:
    """Every kind has ordered known sections, a required one, lengths, registers, informants and a source."""
    found = kind(name)
    ids = [section.id for section in found.sections]
    assert found.id == name
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(SECTIONS)
    assert any(section.required for section in found.sections)
    assert all(0 < low < high for low, high in found.words.values())
    assert set(found.words) == set(LANGUAGES)
    assert set(found.registers) <= {"telegraphic", "narrative"}
    assert found.registers
    assert "patient" in found.informants
    assert found.source


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_a_kind_are_told_apart(name: str, language: Language) -> None:
    """No heading we write could be taken for another section of the same kind."""
    written = [heading(section.id, language, name) for section in kind(name).sections]
    assert len({text.casefold() for text in written}) == len(written)


def test_mental_status_alone_states_no_diagnosis() -> None:
    """A mental-state examination shows today, not a course; all other kinds end in a diagnosis."""
    silent = {name for name, found in kinds().items() if not found.states_diagnosis}
    assert silent == {"mental-status"}
    assert {section.id for section in kind("mental-status").sections if section.required} == {"mental-state"}


def test_kind_that_states_a_diagnosis_has_a_place_for_it() -> None:
    """The impression is required wherever a diagnosis is stated."""
    for found in kinds().values():
        required = {section.id for section in found.sections if section.required}
        assert ("impression" in required) == found.states_diagnosis


def test_kinds_have_headings_of_their_own() -> None:
    """The same section goes by another name in another kind; a section outside the kind keeps its usual name."""
    assert heading("reason", "en", "discharge") == "Reason for admission"
    assert heading("reason", "es", "intake") == "Motivo de consulta"
    assert heading("plan", "es", "progress") == "Plan"
    assert heading("course", "en", "mental-status") == "Course"


def test_unknown_names_list_the_known() -> None:
    """A typo is answered with what exists and the nearest of it."""
    with pytest.raises(UnknownNameError, match=r"unknown kind 'intke'.*nearest: intake"):
        kind("intke")
    with pytest.raises(UnknownNameError, match=r"unknown section 'plann'.*nearest: plan"):
        heading("plann", "en", "intake")
