"""A section that says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import Defect
from casewright.exams.operators.intrusions.boilerplate_swapped import swap_boilerplate
from casewright.exams.word_bank import bank
from casewright.rubrics.matching import find_mentions
from casewright.types import Report
from casewright.vocabulary.kinds import split_sections

Changes = Callable[[Base, Defect], Mapping[str, tuple[str, str]]]


def test_the_section_stays_and_what_it_told_goes() -> None:
    """All headings are there; no fact of the section is."""
    for one in goldens():
        defect = swap_boilerplate(one)
        assert defect is not None
        assert [section.id for section in defect.report.sections] == [section.id for section in one.report.sections]
        name = defect.description.split()[3]
        assert name not in {fact.section for fact in defect.facts or ()}
        assert len(defect.facts or ()) <= len(one.case.facts)


def test_a_swapped_mental_state_documents_nothing(changes: Changes) -> None:
    """The criterion that asks for one turns."""
    one = golden("es-04-f320-emergency")
    made = (swap_boilerplate(one, seed) for seed in range(60))
    defect = next(one for one in made if one is not None and "mental-state" in one.description)
    assert changes(one, defect)["mental-state-documented"][1] == "not_mentioned"


def test_the_phrases_say_nothing_of_anybody() -> None:
    """No concept is found in any."""
    for language in ("en", "es"):
        text = " ".join(bank("boilerplate")[language])
        report = Report(text, split_sections(text, language, "intake"), language, "intake")
        assert find_mentions(report) == ()
