"""Codes named from texts, whole and masked, and reports held against siblings' codes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from casewright.exams.bases import composed
from casewright.measures.figure import Figure
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.part import Part
from casewright.studies.recoverability import measure
from casewright.studies.recoverability.classifiers import Seen
from casewright.studies.recoverability.measuring import measure as measure_with
from casewright.studies.recoverability.siblings import siblings_told_apart
from casewright.studies.table import Cell, Row
from casewright.wire import from_json, to_json

WHO = "icd10-who-2019"
CODES = ("F20.0", "F32.2", "F41.1")


@pytest.fixture(scope="module")
def reports() -> tuple[StudyReport, ...]:
    """Good reports composed by code, without records, as somebody else might have made them."""
    bases = composed(6, codes=CODES, languages=("en",))
    return tuple(
        StudyReport(base.id, base.id, base.case.code, "en", base.report.kind, base.report.text) for base in bases
    )


@pytest.fixture(scope="module")
def part(reports: tuple[StudyReport, ...]) -> Part:
    note = RealNote("n", f"{reports[0].text} Impression: zyzzyva.", "en", "f200", (), "p")
    odd = RealNote("m", "Knee pain for a week.", "en", "M25.5", (), "q")
    return measure(Material((Arm("made elsewhere", reports),), real=(note, odd)))


def row(part: Part, table: str, *labels: str) -> Row:
    rows = next(one for one in part.tables if one.id == table).rows
    return next(one for one in rows if all(label in one.labels for label in labels))


def value(cell: Cell) -> float:
    assert isinstance(cell, Figure)
    assert cell.value is not None
    return cell.value


def test_titles_recover_what_is_named_and_nothing_of_what_is_masked(part: Part) -> None:
    """The control falls to chance once title words are gone."""
    cells = row(part, "recoverability", "made elsewhere", "title words").cells
    chance = row(part, "recoverability", "chance").cells
    assert value(cells["three_1_whole"]) > 3 * value(chance["three_1_whole"])
    assert value(cells["four_1_masked"]) < value(chance["four_1_masked"]) + 0.05


def test_rubrics_recover_from_masked_text(part: Part) -> None:
    """Findings are left, and rubrics ask for those."""
    cells = row(part, "recoverability", "made elsewhere", "rubrics, evidence").cells
    chance = row(part, "recoverability", "chance").cells
    assert value(cells["block_1_masked"]) > 2 * value(chance["block_1_masked"])


def test_every_level_is_at_least_as_easy_as_the_one_below_it(part: Part) -> None:
    """Of chance; of texts it need not be so, text by text it is for the first place."""
    cells = row(part, "recoverability", "chance").cells
    assert value(cells["block_1_whole"]) > value(cells["three_1_whole"]) > value(cells["four_1_whole"])


def test_a_report_is_told_from_its_siblings_or_it_is_not_counted(part: Part, reports: Sequence[StudyReport]) -> None:
    """Acceptance under its own code stands beside refusal under siblings', so that refusing all shows."""
    cells = row(part, "contrast", "made elsewhere").cells
    assert isinstance(cells["own_whole"], Figure)
    assert cells["own_whole"].n <= len(reports)
    assert value(cells["refused_whole"]) + value(cells["accepted_whole"]) <= 1.0


def test_siblings_are_near_and_have_something_of_their_own_to_ask() -> None:
    """The nearest in the table; of a code without such siblings those of its category."""
    assert siblings_told_apart(WHO, "F32.1", "intake")[:2] == ("F32.0", "F32.2")
    assert "F43.0" in siblings_told_apart(WHO, "F43.1", "intake")
    assert "F60.31" not in siblings_told_apart(WHO, "F60.31", "intake")


def test_real_notes_are_a_baseline_and_leave_no_word_behind(part: Part) -> None:
    """One with a code of chapter V counts, however its code is written; no text gets into the part."""
    real = row(part, "recoverability", "real notes", "rubrics, support")
    assert real.baseline
    assert isinstance(real.cells["four_1_whole"], Figure)
    assert real.cells["four_1_whole"].n == 1
    kept = json.dumps(to_json(part))
    assert "zyzzyva" not in kept
    assert "Knee" not in kept
    assert from_json(Part, json.loads(kept)) == part


def test_scores_are_by_case_and_of_arms_alone(part: Part, reports: Sequence[StudyReport]) -> None:
    """For the comparison of arms, whole and masked."""
    assert [one.id for one in part.scores] == ["recovered-whole", "recovered-masked"]
    for one in part.scores:
        assert one.by_arm.keys() == {"made elsewhere"}
        assert one.by_arm["made elsewhere"].keys() == {report.pair for report in reports}


def test_unknown_codes_and_empty_arms_are_said(reports: Sequence[StudyReport]) -> None:
    """Nothing to name is no figure."""
    nameless = tuple(replace(report, code="") for report in reports[:2])
    part = measure(Material((Arm("nameless", nameless), Arm("empty", ()))))
    assert not part.tables
    assert any("2 of 2 reports of 'nameless'" in line for line in part.not_assessed)


def test_one_report_is_enough_and_its_figures_say_how_few(reports: Sequence[StudyReport]) -> None:
    """Nothing breaks at n = 1."""
    part = measure(Material((Arm("one", tuple(reports[:1])),)))
    cell = row(part, "recoverability", "one", "rubrics, support").cells["three_1_whole"]
    assert isinstance(cell, Figure)
    assert cell.n == 1
    assert all(claim.holds != "can" for claim in part.claims)


@pytest.mark.slow
def test_codes_of_another_system_are_told_from_their_own_kind_only(reports: Sequence[StudyReport]) -> None:
    """One code alone can't be told from any other."""
    pytest.importorskip("simple_icd_10_cm")
    other = tuple(replace(report, system="icd10-cm-2026", code="F32.2") for report in reports[:2])
    part = measure(Material((Arm("other", other), Arm("ours", tuple(reports)))))
    assert any("codes of icd10-cm-2026: only one code is at hand" in line for line in part.not_assessed)
    assert {one.labels[0] for one in part.tables[0].rows} == {"ours", "chance"}


class Oracle:
    """A further classifier, such as a model: it says what it is told to."""

    name = "oracle"
    control = False

    def scores(self, texts: Sequence[Seen], system: str, candidates: Sequence[str]) -> list[list[float]]:
        return [[float(code == "F20.0") for code in candidates] for _ in texts]


def test_a_further_classifier_stands_beside_ours(reports: Sequence[StudyReport]) -> None:
    """A model that names codes is one object with one method."""
    part = measure_with(Material((Arm("a", tuple(reports)),)), [Oracle()])
    share = sum(report.code == "F20.0" for report in reports) / len(reports)
    assert value(row(part, "recoverability", "a", "oracle").cells["four_1_whole"]) == pytest.approx(share, abs=0.02)
