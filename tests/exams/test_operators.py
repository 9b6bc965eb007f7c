"""Each operator spoils what it says it spoils, nothing else, in both languages."""

from __future__ import annotations

import difflib

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators import OPERATORS, Defect
from casewright.icd10 import table
from casewright.vocabulary.kinds import kind

ALL = [(name, one) for name in OPERATORS for one in goldens()]
OPERATOR = pytest.mark.parametrize("name", OPERATORS)


def plant(name: str, where: str, seed: int = 0) -> Defect:
    defect = OPERATORS[name](golden(where), seed)
    assert defect is not None
    return defect


def changed(one: Base, defect: Defect) -> tuple[list[str], list[str]]:
    """Words that went and words that came."""
    before, after = one.report.text.split(), defect.report.text.split()
    gone, come = [], []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += before[i:j]
            come += after[k:m]
    return gone, come


@OPERATOR
def test_the_same_seed_plants_the_same_defect(name: str) -> None:
    """And the report keeps its language, kind and readable sections."""
    for one in goldens():
        defect = OPERATORS[name](one, 3)
        assert defect == OPERATORS[name](one, 3)
        if defect is not None:
            assert defect.report.text != one.report.text
            assert (defect.report.language, defect.report.kind) == (one.report.language, one.report.kind)
            assert (defect.operator, defect.golden) == (name, one.id)
            assert defect.expects == "facts"
            assert defect.description


@OPERATOR
def test_another_seed_may_plant_elsewhere(name: str) -> None:
    """Otherwise a seed would be no use."""
    texts = {defect.report.text for seed in range(8) for one in goldens() if (defect := OPERATORS[name](one, seed))}
    assert len(texts) > sum(OPERATORS[name](one) is not None for one in goldens()) or name == "duration-cut"


@OPERATOR
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_operator_applies_in_both_languages(name: str, language: str) -> None:
    """To nearly all goldens, but for severity (depressive episodes only) and duration (codes with a least one)."""
    applied = [one for one in goldens() if one.case.language == language and OPERATORS[name](one)]
    assert len(applied) >= {"sibling-severity": 7, "duration-cut": 12}.get(name, 18)


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_status_flipped_turns_one_sentence_round(one: Base) -> None:
    """A handful of words at most, and sections stay."""
    defect = plant("status-flipped", one.id)
    gone, come = changed(one, defect)
    assert len(gone) <= 4
    assert len(come) <= 5
    assert [section.id for section in defect.report.sections] == [section.id for section in one.report.sections]


def test_status_flipped_goes_both_ways() -> None:
    """A denial is stated, a statement denied."""
    assert "Niega ideas de suicidio y planes." in plant("status-flipped", "es-01-f321-intake").description
    assert "Refiere ideas de suicidio y planes." in plant("status-flipped", "es-01-f321-intake").report.text
    assert "She was not oriented." in plant("status-flipped", "en-01-f321-intake").report.text
    assert "\nDrugs." in plant("status-flipped", "en-02-f321-emergency").report.text.replace("only. ", "only.\n")


def test_sibling_severity_states_a_sibling_by_its_own_title() -> None:
    """And leaves the facts of the case as they were."""
    for one in goldens():
        defect = OPERATORS["sibling-severity"](one)
        own = table().title(one.case.code, one.case.language).text
        if defect is None:
            assert one.case.code not in ("F32.0", "F32.1", "F32.2") or not kind(one.case.kind).states_diagnosis
            continue
        siblings = [code for code in ("F32.0", "F32.1", "F32.2") if code != one.case.code]
        assert own not in defect.report.text
        assert any(table().title(code, one.case.language).text in defect.report.text for code in siblings)
        assert f"({one.case.code})" not in defect.report.text


def test_duration_cut_falls_below_what_the_code_needs() -> None:
    """Two weeks for depression, half a year for anxiety; none for PTSD, which needs no least duration."""
    assert "after four days of low mood" in plant("duration-cut", "en-01-f321-intake").report.text
    assert "desde hace cuatro días" in plant("duration-cut", "es-01-f321-intake").report.text
    assert "For about three weeks she has worried" in plant("duration-cut", "en-10-f411-intake").report.text
    assert "desde hace tres semanas vive preocupado" in plant("duration-cut", "es-11-f411-emergency").report.text
    assert all(OPERATORS["duration-cut"](one) is None for one in goldens() if one.case.code == "F43.1")


def test_wrong_sex_changes_the_patients_words_alone() -> None:
    """What is said of a wife, a mother or a son stays."""
    text = plant("wrong-sex-or-age", "en-07-f322-emergency").report.text
    assert "She has lost all interest in her workshop and her dog" in text
    assert "Brought in by his wife" in text
    spanish = plant("wrong-sex-or-age", "es-12-f431-intake").report.text
    assert "este repartidor de 37 años" in spanish
    assert "la furgoneta quedó atrapada" in spanish
    assert "Mujer de 45 años" in plant("wrong-sex-or-age", "es-02-f321-discharge").report.text


def test_wrong_age_changes_the_number_alone() -> None:
    """By ten years and more, so that no rounding excuses it."""
    one = golden("es-06-f322-emergency")
    assert changed(one, plant("wrong-sex-or-age", one.id)) == (["70"], ["56"])


@pytest.mark.parametrize("one", goldens(), ids=lambda one: one.id)
def test_drug_added_adds_one_sentence(one: Base) -> None:
    """With a drug and dose that the report did not hold."""
    gone, come = changed(one, plant("drug-added", one.id))
    assert gone == []
    assert "mg" in " ".join(come)
    assert not any(word.lower().strip(".") in one.report.text.lower() for word in come if len(word) > 8)


def test_section_missing_takes_heading_and_text() -> None:
    """One required section and no more."""
    for one in goldens():
        defect = OPERATORS["section-missing"](one)
        required = {section.id for section in kind(one.case.kind).sections if section.required}
        if defect is None:
            assert len(required) == 1
            continue
        before, after = ({section.id for section in report.sections} for report in (one.report, defect.report))
        assert len(before - after) == 1
        assert before - after <= required
        assert after <= before
