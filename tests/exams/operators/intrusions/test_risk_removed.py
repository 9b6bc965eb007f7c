"""Nothing is said of risk any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.intrusions.risk_removed import remove_risk
from casewright.vocabulary.concepts import concept

Changes = Callable[[Base, Defect], Mapping[str, tuple[str, str]]]

LEFT = re.compile(r"suicid|autolesi|self-harm|quitar|overdose|own life|acabar con su vida", re.IGNORECASE)


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_no_word_and_no_fact_of_risk_is_left(one: Base, changes: Changes) -> None:
    """And whoever asks for suicidality finds nothing."""
    defect = remove_risk(one)
    assert defect is not None
    assert defect.facts is not None
    assert "risk" not in {section.id for section in defect.report.sections}
    assert not LEFT.search(defect.report.text)
    assert not [fact for fact in defect.facts if concept(fact.concept).category == "risk"]
    found = changes(one, defect)
    assert found.get("suicidality-documented", ("", "not_mentioned"))[1] == "not_mentioned"
    assert found or one.case.code == "F90.0", "only of a child that nobody calls suicidal or at risk nothing is asked"


def test_sentences_elsewhere_go_whole_and_neighbours_stay() -> None:
    """The daughter's account is about nothing else, so her section goes; the sentence on voices stays."""
    spanish = remove_risk(golden("es-06-f322-emergency"))
    assert spanish is not None
    assert "La hija refiere" not in spanish.report.text
    assert "INFORMANTES" not in spanish.report.text
    assert "No alucinaciones." in spanish.report.text


def test_what_shares_a_sentence_with_a_risk_goes_too() -> None:
    """The wife tells of his threats and of his not washing in one breath."""
    defect = remove_risk(golden("en-07-f322-emergency"))
    assert defect is not None
    assert "selfcare-impairment" not in {fact.concept for fact in defect.facts or ()}


def test_being_killed_in_a_delusion_or_an_accident_is_no_risk() -> None:
    """Nor is having been beaten up."""
    for name, words in (
        ("es-20-f200-mental-status", "lo quieren matar"),
        ("en-13-f431-intake", "saw a colleague killed"),
        ("es-14-f431-progress", "Agredida en un portal"),
    ):
        defect = remove_risk(golden(name))
        assert defect is not None
        assert words in defect.report.text
