"""A drug more than the case has."""

from __future__ import annotations

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import goldens
from casewright.exams.operators.intrusions.drug_added import add_drug
from casewright.exams.word_bank import bank
from casewright.vocabulary.concepts import concepts


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_one_sentence_and_one_fact_come(one: Base) -> None:
    """With a dose, in a section where drugs stand."""
    defect = add_drug(one)
    assert defect is not None
    assert defect.facts is not None
    assert defect.facts[:-1] == one.case.facts
    fact = defect.facts[-1]
    assert fact.concept not in {told.concept for told in one.case.facts}
    assert fact.quantity is not None
    assert f"{fact.quantity.value:g} mg" in defect.report.text
    assert len(defect.report.text.split()) - len(one.report.text.split()) < 10


def test_the_bank_names_drugs_of_the_vocabulary() -> None:
    """In both languages, with an ordinary dose."""
    drugs = bank("drugs")["drugs"]
    assert all(concepts()[name].category == "medication" for name in drugs)
    assert all(len(entry) == 3 and entry[2] > 0 for entry in drugs.values())
    assert set(bank("drugs")["put_in"]) <= set(drugs)
