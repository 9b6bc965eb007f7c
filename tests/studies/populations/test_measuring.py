"""The part on populations, on arms made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from casewright.measures.figure import Figure
from casewright.plans import CaseRequest, draw_case
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.part import Part
from casewright.studies.picture import Distributions
from casewright.studies.populations import measure
from casewright.studies.table import Cell
from casewright.types import Case, Language, Order
from casewright.wire import from_json, to_json

MARKER = "zanzibarian"


def case(index: int) -> Case:
    """A case of a depressive episode."""
    return draw_case(CaseRequest("o", Order("F32.1", kind="intake"), index, 5))


CASES = [case(index) for index in range(30)]


def report(number: int, *, passed: bool = True, text: str | None = None, language: Language = "en") -> StudyReport:
    """A report with a case, whose text tells the patient's age, sex and one symptom."""
    own = CASES[number]
    told = text if text is not None else f"A {own.person.age}-year-old {_noun(own)} with insomnia. Seen {number} times."
    record: dict[str, Any] = {"case": to_json(own)}
    outcome = "accepted" if passed else "rejected"
    return StudyReport(f"r{number}", own.id, "F32.1", language, "intake", told, outcome, record=record)  # type: ignore[arg-type]


def _noun(own: Case) -> str:
    return "woman" if own.person.sex == "female" else "man"


def note(number: int) -> RealNote:
    """A note that plays a real one."""
    noun = "woman" if number % 2 else "man"
    return RealNote(f"n{number}", f"A {20 + 3 * number}-year-old {noun}, {MARKER}, with low mood and worry.", "en")


def found(*arms: Arm, **more: Any) -> Part:
    """What is measured of arms."""
    return measure(Material(arms, **more))


def cell(part: Part, table: str, *labels: str, column: str) -> Cell:
    """One cell of a table."""
    rows = next(one for one in part.tables if one.id == table).rows
    return next(row for row in rows if row.labels[: len(labels)] == labels).cells[column]


def figure(part: Part, table: str, *labels: str, column: str) -> Figure:
    """One that is a number."""
    told = cell(part, table, *labels, column=column)
    assert isinstance(told, Figure), told
    return told


@pytest.fixture(scope="module")
def women() -> Part:
    """An arm whose gate lets only women pass, the parrot that passes everybody, and real notes."""
    some = tuple(report(number, passed=CASES[number].person.sex == "female") for number in range(30))
    arms = Arm("women", some, "w", True), Arm("parrot", tuple(report(n) for n in range(30)), "parrot", True, True)
    return measure(Material(arms, tuple(note(number) for number in range(20))))


def test_a_gate_that_lets_only_women_pass_is_seen_in_cases_and_in_texts(women: Part) -> None:
    """The divergence from all cases is beyond chance, and nothing like it is at the parrot."""
    kept = figure(women, "populations-cases", "women", "sex", column="kept")
    line = figure(women, "populations-cases", "women", "sex", column="kept_chance")
    assert (kept.value or 0) > (line.value or 1)
    assert figure(women, "populations-cases", "parrot", "sex", column="kept").value == 0.0
    assert figure(women, "populations-cases", "women", "sex", column="target").n < 30
    says = next(claim for claim in women.claims if claim.about == "women" and "asked for" in claim.says)
    assert says.holds == "cannot"
    assert "sex" in says.because


def test_traits_of_cases_and_of_texts_are_two_measurements(women: Part) -> None:
    """The same patients, once from the plan and once from the words in bands of five years."""
    planned = figure(women, "populations-cases", "parrot", "age (years)", column="mean")
    read = figure(women, "populations-texts", "parrot", "en", "age (years)", column="mean")
    assert planned.n == read.n == 30
    assert planned.value is not None
    assert read.value == pytest.approx(planned.value, abs=2.5)
    assert figure(women, "populations-texts", "parrot", "en", "sex", column="tells").value == 1.0


def test_real_notes_stand_as_a_row_and_are_compared(women: Part) -> None:
    """Reports that tell one symptom each vary less than notes; the length of all is alike."""
    real = figure(women, "populations-texts", "real notes", "en", "age (years)", column="mean")
    assert real.n == 20
    assert figure(women, "populations-texts", "women", "en", "age (years)", column="spread").value is not None
    assert figure(women, "populations-texts", "women", "en", "age (years)", column="ks_chance").value is not None


def test_no_word_of_a_real_note_or_report_is_in_the_part(women: Part) -> None:
    """Figures only; and a part that was kept is the same when it is read again."""
    told = json.dumps(to_json(women))
    assert MARKER not in told
    assert "year-old" not in told
    assert from_json(Part, json.loads(told)) == women


def test_every_number_says_of_how_many_it_is(women: Part) -> None:
    """No figure without n, no value without a word or a number beside it."""
    cells = [told for table in women.tables for row in table.rows for told in row.cells.values()]
    assert all(told.n > 0 and told.value is not None if isinstance(told, Figure) else told for told in cells)


def test_the_parrot_is_a_baseline_and_claims_are_about_others(women: Part) -> None:
    """Its row stands in every table of arms; what PsychBench names is never claimed to be absent."""
    for table in women.tables:
        if table.id != "populations-concepts":
            assert any(row.labels[0] == "parrot" and row.baseline for row in table.rows), table.id
    assert {claim.about for claim in women.claims} == {"women", ""}
    last = women.claims[-1]
    assert last.holds == "cannot"
    assert "PsychBench" in last.says


def test_the_same_material_gives_the_same_part() -> None:
    """Whatever is drawn hangs on the seed alone."""
    arm = Arm("a", tuple(report(number) for number in range(12)), "w", True)
    assert found(arm, seed=4) == found(arm, seed=4)


def test_an_arm_that_delivers_nothing_claims_nothing() -> None:
    """Its cases are described, and that nothing was delivered is said."""
    part = found(Arm("none", tuple(report(number, passed=False) for number in range(9)), "w", True))
    (open_one, general) = part.claims
    assert open_one.holds == "open"
    assert "0 of 9" in open_one.because
    assert general.holds == "cannot"


def test_one_report_is_told_and_estimates_nothing() -> None:
    """n = 1: a mean without interval, no variance."""
    part = found(Arm("one", (report(0),), "w", True))
    assert figure(part, "populations-cases", "one", "age (years)", column="mean").n == 1
    assert "not estimable" in str(cell(part, "populations-cases", "one", "age (years)", column="spread_target"))


def test_files_made_elsewhere_are_read_by_their_texts_alone() -> None:
    """Without cases there is no table of them, and it is said."""
    made = tuple(replace(report(n), record={}, outcome=None, code="") for n in range(6))
    part = found(Arm("file", made))
    assert [table.id for table in part.tables] == ["populations-texts", "populations-templates"]
    assert any("6 reports have no case" in said for said in part.not_assessed)
    assert any("without real notes in en" in said for said in part.not_assessed)


def test_languages_are_kept_apart() -> None:
    """A Spanish report is not held against English notes."""
    spanish = report(1, text="Mujer de 42 años con insomnio.", language="es")
    part = found(Arm("two", (report(0), spanish), "w", True), real=tuple(note(n) for n in range(9)))
    rows = next(table for table in part.tables if table.id == "populations-texts").rows
    assert {row.labels[:2] for row in rows} == {("two", "en"), ("two", "es"), ("real notes", "en")}
    assert "spread" not in next(row for row in rows if row.labels[1] == "es").cells


def test_figures_about_real_notes_are_about_several() -> None:
    """Seven notes are too few to be told of, and so is an age group of one of them."""
    arm = Arm("a", tuple(report(number) for number in range(8)), "w", True)
    few = found(arm, real=tuple(note(number) for number in range(7)))
    assert not any(row.labels[0] == "real notes" for table in few.tables for row in table.rows)
    assert any("7 of the 8 real notes" in said for said in few.not_assessed)
    drawing = next(
        one for one in found(arm, real=tuple(note(n) for n in range(12))).pictures if "texts-en" in one.id
    ).drawing
    assert isinstance(drawing, Distributions)
    real = next(group for group in drawing.traits[0].groups if group.label == "real notes")
    assert {one.value for one in real.shares if one.note.startswith("fewer than 5")} == {None}
    assert all(one.value is None or not 0 < one.value * one.n < 4.5 for one in real.shares)


def test_a_users_own_cases_have_no_target() -> None:
    """They were wanted as they are: nothing is held against a population that nobody drew them from."""
    own = [report(number) for number in range(8)]
    for one in own:
        del one.record["case"]["traits"]["presenting"]
    part = found(Arm("own", tuple(own), "w", True))
    rows = next(table for table in part.tables if table.id == "populations-cases").rows
    assert not any({"target", "target_mean", "spread_target"} & set(row.cells) for row in rows)
    assert figure(part, "populations-cases", "own", "sex", column="kept").value == 0.0
