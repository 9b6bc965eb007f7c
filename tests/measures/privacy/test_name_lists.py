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


def test_names_of_many_countries_are_known() -> None:
    """Those that are ordinary words too are none by themselves."""
    assert {"fatima", "krisztián", "mateo"} <= name_lists.given_names()
    assert {"nowak", "fernández"} <= name_lists.surnames()
    assert not name_lists.surnames() & name_lists.other_words()
