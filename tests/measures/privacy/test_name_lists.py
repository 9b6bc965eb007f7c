"""What is known of names and of words that are none."""

from __future__ import annotations

import pytest

from casewright.measures.privacy import name_lists


@pytest.mark.parametrize("word", ["Haloperidol", "Beck's", "IgG", "ECG", "Assessment", "Monday", "X", "I'm"])
def test_ordinary_words(word: str) -> None:
    """Drugs, scales, acronyms, sections, days, letters, and compounds of these."""
    assert name_lists.is_ordinary(word)


@pytest.mark.parametrize("word", ["Quillfeather", "McDowell", "O'Hara", "MacKenzie"])
def test_names_are_not_ordinary(word: str) -> None:
    """A capital inside a name is no acronym's."""
    assert not name_lists.is_ordinary(word)


def test_words_that_are_surnames_too_are_names_after_a_title_only() -> None:
    """They are ordinary, and not among the words that never name anybody."""
    assert {"brown", "young", "wilson"} <= name_lists.other_words() - name_lists.never_names()


def test_countries_are_ordinary() -> None:
    """Safe Harbor lets countries and states stand."""
    assert {"spain", "texas", "marruecos"} <= name_lists.countries() <= name_lists.other_words()


def test_without_faker_there_are_no_surnames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own given names stay, and no version is told."""
    monkeypatch.setattr(name_lists, "_faker_available", lambda: False)
    for kept in (name_lists._listed, name_lists.surnames, name_lists.given_names):
        kept.cache_clear()
    assert name_lists.surnames() == frozenset()
    assert "tamsin" not in name_lists.surnames()
    assert "fatima" in name_lists.given_names()
    assert name_lists.names_version() is None
    for kept in (name_lists._listed, name_lists.surnames, name_lists.given_names):
        kept.cache_clear()
