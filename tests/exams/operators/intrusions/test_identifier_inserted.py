"""Somebody could be found by it."""

from __future__ import annotations

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import goldens
from casewright.exams.operators.intrusions.identifier_inserted import identity_number, insert_identifier
from casewright.exams.word_bank import bank
from casewright.measures.privacy import find_identifiers
from casewright.types import Identifier


def _found(one: Base, text: str) -> list[Identifier]:
    age = (str(one.case.person.age),)
    return list(find_identifiers(text, one.case.language, policy="placeholders", planned=age))


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_the_identifier_screen_sees_one_more(one: Base) -> None:
    """Whatever the sort; the facts stay as they were."""
    for seed in range(4):
        defect = insert_identifier(one, seed)
        assert len(_found(one, defect.report.text)) > len(_found(one, one.report.text)), defect.description
        assert (defect.facts, defect.expects) == (one.case.facts, "privacy")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_sort_comes_up(language: str) -> None:
    """By seed."""
    mine = [one for one in goldens() if one.case.language == language]
    sorts = {insert_identifier(one, seed).description.split(":")[0] for one in mine for seed in range(4)}
    assert sorts == set(bank("identifiers")["sorts"])


def test_identity_numbers_have_the_letter_that_the_number_asks_for() -> None:
    """The worked example of the Spanish ministry: 12345678 has Z; a foreigner's X stands for nought."""
    assert identity_number(12345678) == "12345678Z"
    assert identity_number(1234567, "X") == "X1234567L"
