"""The vocabulary itself."""

from __future__ import annotations

import re

import pytest

from casewright.errors import UnknownNameError
from casewright.icd10 import table
from casewright.vocabulary import concept, concepts


def test_ids_hold_no_wording() -> None:
    """Ids are lower-case words with hyphens, short enough to be said in a file."""
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) and len(name) <= 40 for name in concepts())


def test_codes_of_diagnoses_are_in_the_code_table() -> None:
    """A diagnosis concept is tied to places that exist."""
    codes = [code for entry in concepts().values() for code in entry.codes]
    assert codes
    assert [table().normalise(code) for code in codes] == codes


def test_only_diagnoses_carry_codes() -> None:
    """A symptom is no disease."""
    assert {entry.category for entry in concepts().values() if entry.codes} == {"diagnosis"}


def test_unknown_concept_names_the_nearest() -> None:
    """A typo in a rubric is answered with what was meant."""
    with pytest.raises(UnknownNameError, match="nearest: depressed-mood"):
        concept("depresed-mood")
