"""The goldens are what they claim: good reports of their kind, natural, and complete."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from casewright.documents import parse_document
from casewright.errors import DocumentError, UnknownNameError
from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.goldens.reading import read_golden
from casewright.icd10 import table
from casewright.measures.diversity import degenerate
from casewright.measures.privacy import find_identifiers, identifier_reasons
from casewright.plans import case_problems
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.kinds import kind

CODES = {
    "F03", "F05.0", "F10.2", "F10.3", "F20.0", "F25.0", "F31.1", "F31.4", "F32.0", "F32.1", "F32.2", "F32.3", "F33.1",
    "F41.0", "F41.1", "F43.1", "F43.22", "F60.31", "F90.0",
}  # fmt: skip
EVERY = pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
SMALL = """
code: F32.1
kind: progress
hand: narrative
person: {age: 30, sex: female, gender: woman, pronouns: she}
text: |
  Interval history: Low.

  Impression: {title}.
facts:
  present-illness: [depressed-mood, {concept: anhedonia, status: absent}]
"""


def test_as_many_in_each_language_over_codes_of_all_deep_categories_and_all_kinds() -> None:
    """Nineteen codes, six kinds, three hands."""
    for language in ("en", "es"):
        cases = [one.case for one in goldens() if one.case.language == language]
        assert len(cases) == 32
        assert {case.code for case in cases} == CODES
        assert len({case.kind for case in cases}) == 6
    assert {one.hand for one in goldens()} == {"narrative", "telegraphic", "dictated"}


def test_the_set_holds_what_real_notes_hold() -> None:
    """Comorbidity, informants who disagree, things of the past only, and families."""
    facts = [(one.id, fact) for one in goldens() for fact in one.case.facts]
    assert [one.case.comorbidities for one in goldens() if one.case.comorbidities] == [("F10.2",), ("F32.1",)]
    assert len({name for name, fact in facts if fact.subject != "patient"}) >= 4
    assert {name for name, fact in facts if fact.concept == "panic-attacks" and fact.time == "past"}
    said = Counter((name, fact.concept, fact.time) for name, fact in facts if fact.source in ("patient", "informant"))
    disputed = {
        name
        for (name, idea, time), number in said.items()
        if number > 1
        for one in [golden(name).case.facts]
        if {"present", "absent"} <= {f.status for f in one if f.concept == idea and f.time == time}
    }
    assert len(disputed) >= 4


@EVERY
def test_a_golden_is_a_whole_report_of_its_kind(one: Base) -> None:
    """Required sections, length, language; and nothing the screen would stop."""
    sort, found = kind(one.case.kind), {section.id for section in one.report.sections}
    assert {section.id for section in sort.sections if section.required} <= found
    assert 110 <= len(one.report.text.split()) <= 400
    assert degenerate(one.report.text, one.report.language, sort.words[one.report.language]) == ()
    phi = find_identifiers(one.report.text, one.report.language, policy="placeholders")
    assert identifier_reasons(phi, "placeholders") == ()


@EVERY
def test_a_case_is_possible_and_its_facts_stand_in_sections_that_are_there(one: Base) -> None:
    """What the code rules out is in no golden, and the diagnosis is told where the kind states one.

    Concepts of diagnoses go no deeper than the fourth character.
    """
    assert case_problems(one.case) == ()
    assert {fact.section for fact in one.case.facts} <= {section.id for section in one.report.sections}
    stated = {code for fact in one.case.facts if fact.subject == "patient" for code in concept(fact.concept).codes}
    to_be_stated = {code[:5] for code in (one.case.code, *one.case.comorbidities)}
    assert (to_be_stated <= stated) is kind(one.case.kind).states_diagnosis


@EVERY
def test_titles_are_read_at_run_time(one: Base) -> None:
    """The impression holds the code table's own title; the file does not."""
    title = table(one.case.system).title(one.case.code, one.case.language).text
    assert (title in one.report.text) is kind(one.case.kind).states_diagnosis


def test_no_title_stands_in_a_file() -> None:
    """WHO's words are WHO's."""
    root = Path(__file__).parents[2] / "src/casewright/exams"
    titles = [table().title(code, language).text for code in table().codes("V") for language in ("en", "es")]
    long = [title.lower() for title in titles if len(title.split()) > 2]
    for path in root.rglob("*.yaml"):
        text = " ".join(path.read_text("utf-8").lower().split())
        assert [title for title in long if title in text] == [], path.name


def runs(one: Base) -> set[str]:
    """Runs of eight words, without the diagnosis."""
    title = table().title(one.case.code, one.case.language).text
    words = one.report.text.replace(title, "").lower().split()
    return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}


def test_goldens_do_not_repeat_one_another() -> None:
    """Sixty-four reports, not sixteen in four dresses."""
    number = Counter(run for one in goldens() for run in runs(one))
    assert [run for run, times in number.items() if times > 1] == []


def test_an_unknown_golden_is_named() -> None:
    """With what there is."""
    with pytest.raises(UnknownNameError, match="en-01"):
        golden("en-1")


def read(text: str) -> Base:
    return read_golden(parse_document(text, "one.yaml"), "en-one", "en")


def test_a_bare_concept_is_present_and_the_patients() -> None:
    """So that lists stay readable."""
    one = read(SMALL)
    assert [(fact.concept, fact.status, fact.section) for fact in one.case.facts] == [
        ("depressed-mood", "present", "present-illness"),
        ("anhedonia", "absent", "present-illness"),
    ]
    assert one.report.text.endswith("Moderate depressive episode.")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("hand: narrative", "hand: narrative\nhands: two", "hands: Extra inputs"),
        ("status: absent", "status: perhaps", "status: Input should be"),
        ("depressed-mood,", "mania,", "mania can't be present in F32.1"),
    ],
    ids=["unknown field", "unknown status", "impossible case"],
)
def test_a_wrong_file_is_refused_with_its_place(old: str, new: str, complaint: str) -> None:
    """A golden that lies would be worse than none."""
    with pytest.raises(DocumentError, match=r"one\.yaml:") as caught:
        read(SMALL.replace(old, new))
    assert complaint in str(caught.value)
