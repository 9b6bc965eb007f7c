"""The part on privacy, on arms and notes made by hand."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest

from casewright.agents.examples import example_texts
from casewright.measures.embedding import embedder
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceIndex, ReferenceNote, ReferenceNotes
from casewright.measures.privacy.sets.canaries import Canaries
from casewright.runs.set_sources import SetSources
from casewright.studies.material import Arm, Material, StudyReport
from casewright.studies.part import Part
from casewright.studies.privacy import measure
from casewright.types import Outcome
from casewright.wire import from_json, to_json

MARKER = "zanzibarian"
WORDS = [
    f"{first}{second}{third}" for first in ("ba", "ce", "di", "fo", "gu") for second in "aeiou" for third in "lmnrst"
]


def prose(seed: int, size: int = 80) -> str:
    """Invented words with English ones between, each text its own."""
    dice = random.Random(seed)
    small = ["the", "and", "with", "for", "was", "had"]
    return " ".join(dice.choice(WORDS if dice.random() < 0.7 else small) for _ in range(size))


def report(number: int, text: str, record: dict[str, Any] | None = None, outcome: Outcome | None = None) -> StudyReport:
    """One report."""
    return StudyReport(f"r{number}", f"c{number}", "F32.1", "en", "intake", text, outcome, record=record or {})


def arm(name: str, texts: list[str], *, parrot: bool = False) -> Arm:
    """An arm of written reports."""
    return Arm(name, tuple(report(number, text) for number, text in enumerate(texts)), "w", False, parrot)


def notes(first: int, count: int) -> ReferenceNotes:
    """Notes that play real ones."""
    return ReferenceNotes(
        [ReferenceNote(n, f"{MARKER} {prose(n, 150)}", f"p{n}") for n in range(first, first + count)], {}, ()
    )


CORPUS, HELD_OUT = notes(1000, 60), notes(2000, 40)
SOURCES = SetSources(
    index=ReferenceIndex.build(CORPUS, b"a key that is for tests", "the ward", patients_named=True),
    notes=CORPUS,
    holdout=HELD_OUT,
    embedder=embedder(),
)


def copied(number: int) -> str:
    """A report with forty words of a note in it."""
    return f"{prose(number, 40)} {' '.join(CORPUS[number].text.split()[20:60])}"


@pytest.fixture(scope="module")
def part() -> Part:
    """A writer that copies in five of twenty reports, one that doesn't, the parrot, and a corpus."""
    arms = (
        arm("copies", [copied(n) if n < 5 else prose(n) for n in range(20)]),
        arm("own words", [prose(100 + n) for n in range(20)]),
        arm("parrot", [prose(200 + n) for n in range(20)], parrot=True),
    )
    return measure(Material(arms, sources=SOURCES))


def cell(part: Part, table: str, side: str, column: str) -> Figure:
    """One figure."""
    rows = next(one for one in part.tables if one.id == table).rows
    told = next(row for row in rows if row.labels == (side,)).cells[column]
    assert isinstance(told, Figure), told
    return told


def test_copies_are_found_where_they_are_and_bounded_where_not(part: Part) -> None:
    """Five of twenty; and none in twenty leaves a seventh possible."""
    assert cell(part, "privacy-copying", "copies", "verbatim_copies").value == 0.25
    none = cell(part, "privacy-copying", "own words", "verbatim_copies")
    assert (none.value, none.n) == (0.0, 20)
    assert none.high == pytest.approx(0.139, abs=1e-3)
    note = next(one for one in part.tables if one.id == "privacy-copying").note
    assert "Compared with the ward (60 notes)" in note


def test_real_notes_that_nobody_copied_stand_beside(part: Part) -> None:
    """Those held out, and the corpus's own against other patients', as baselines like the parrot."""
    rows = next(one for one in part.tables if one.id == "privacy-copying").rows
    assert [row.labels[0] for row in rows if row.baseline] == [
        "parrot",
        "held-out real notes",
        "real notes, each against other patients'",
    ]
    assert cell(part, "privacy-distances", "real notes that nobody copied", "plagiarism_005").n == 40


def test_claims_say_what_may_not_be_said(part: Part) -> None:
    """A copier is named; a clean arm is clean among those looked at; no distance clears anybody."""
    copying = {claim.about: claim for claim in part.claims if "twelve words in a row" in claim.says}
    assert copying["copies"].holds == "cannot"
    assert "5 of 20" in copying["copies"].because
    assert copying["own words"].holds == "can"
    assert "at most" in copying["own words"].because
    assert [claim.holds for claim in part.claims if "further than 0.05" in claim.says] == ["cannot"]
    assert {claim.about for claim in part.claims} == {"copies", "own words", ""}
    said = json.dumps(to_json(part)).lower()
    assert "privacy-safe" not in said
    assert "privacy safe" not in said


def test_attacks_and_distances_are_told_where_notes_are_held_out(part: Part) -> None:
    """By one embedder, fitted on all arms together."""
    assert cell(part, "privacy-distances", "own words", "holdout_share").value is not None
    assert cell(part, "privacy-membership", "own words", "maximum.auc").value is not None
    assert not any("holdout" in said for said in part.not_assessed)


def test_scores_by_case_are_there_where_a_reference_is(part: Part) -> None:
    """The longest run and the nearest distance."""
    scores = {one.id: one.by_arm for one in part.scores}
    assert scores["longest_run"]["copies"]["c0"] >= 40
    assert scores["longest_run"]["own words"]["c0"] < 12
    assert set(scores["nearest"]) == {"copies", "own words", "parrot"}


def test_no_word_of_a_note_is_in_the_part(part: Part) -> None:
    """Figures only, and the same when read again."""
    told = json.dumps(to_json(part))
    assert MARKER not in told
    assert CORPUS[0].text.split()[30] + " " + CORPUS[0].text.split()[31] not in told
    assert from_json(Part, json.loads(told)) == part


def test_without_a_corpus_copying_is_not_assessable_and_copies_of_each_other_are_seen() -> None:
    """A set in which four reports share a passage, and one that copies an example of our prompts."""
    passage, example = prose(99, 30), f"{prose(60)} {example_texts()[0]}"
    same = [f"{prose(n, 60)} {passage if n < 4 else prose(50 + n, 30)}" for n in range(9)]
    found = measure(Material((arm("same", same), arm("example", [example, *(prose(n) for n in range(8))]))))
    assert "privacy-copying" not in {table.id for table in found.tables}
    assert any("copying was not assessable" in said for said in found.not_assessed)
    assert (cell(found, "privacy-among", "same", "longest_run.most").value or 0) >= 30
    assert (cell(found, "privacy-among", "example", "longest_run.most").value or 0) < 12
    assert cell(found, "privacy-among", "example", "examples").value == pytest.approx(1 / 9)
    assert any("prompt's examples" in claim.says and claim.holds == "cannot" for claim in found.claims)


def test_what_was_masked_is_counted_as_it_was() -> None:
    """The text that is left of a copy shows nothing of it, so the record's figures stand."""
    seen = to_json(replace(SOURCES.index.screen(copied(3)), spans=()))  # type: ignore[union-attr]
    masked = report(0, prose(50) + " ███ ███", {"masked": True, "privacy": seen})
    others = [report(n, prose(300 + n)) for n in range(1, 10)]
    found = measure(Material((Arm("masked", (masked, *others), "w", False),), sources=SOURCES))
    assert cell(found, "privacy-copying", "masked", "verbatim_copies").value == pytest.approx(0.1)
    assert cell(found, "privacy-among", "masked", "masked").value == 1.0


def test_runs_that_had_a_corpus_are_told_as_they_measured_it() -> None:
    """A study without one still shows what the records hold, and by which corpus."""
    seen = to_json(replace(SOURCES.index.screen(copied(3)), spans=()))  # type: ignore[union-attr]
    found = measure(Material((Arm("told", tuple(report(n, prose(n), {"privacy": seen}) for n in range(6))),)))
    assert cell(found, "privacy-copying", "told", "verbatim_copies").value == 1.0
    note = next(one for one in found.tables if one.id == "privacy-copying").note
    assert "the ward (60 notes)" in note
    assert "as its runs measured it" in note


def test_reports_in_another_language_than_the_corpus_are_not_compared() -> None:
    """And it is said how many."""
    spanish = replace(report(0, "La paciente refiere insomnio desde hace semanas y con tristeza."), language="es")
    english = [report(n, prose(n)) for n in range(1, 9)]
    found = measure(Material((Arm("two", (spanish, *english)),), sources=replace(SOURCES, embedder=None)))
    assert cell(found, "privacy-copying", "two", "verbatim_copies").n == 8
    note = next(one for one in found.tables if one.id == "privacy-copying").note
    assert "1 reports in another language than the corpus" in note


def test_a_marker_of_the_corpus_that_comes_out_is_seen() -> None:
    """In any delivered report, drawn or not."""
    inserted = tuple(f"{prose(900 + n, 8)} marker {n}" for n in range(5))
    reserve = tuple(f"{prose(950 + n, 8)} marker {n}" for n in range(20))
    sources = SetSources(canaries=Canaries(inserted, reserve, 0, "en"))
    arms = arm("leaks", [f"{prose(1)} {inserted[0]}", prose(2)]), arm("keeps", [prose(3), prose(4)])
    found = measure(Material(arms, sources=sources))
    assert cell(found, "privacy-canaries", "leaks", "found").value == 0.2
    held = {claim.about: claim.holds for claim in found.claims if "markers" in claim.says}
    assert held == {"leaks": "cannot", "keeps": "can"}


def test_identifiers_count_unless_a_case_plans_them() -> None:
    """An e-mail address is nobody's plan; a type found in one arm has its bound in the others."""
    arms = (
        arm("names", ["Write to anna@example.org. " + prose(n) for n in range(6)]),
        arm("none", [prose(n) for n in range(6)]),
    )
    found = measure(Material(arms))
    assert cell(found, "privacy-identifiers", "names", "any").value == 1.0
    zero = next(table for table in found.tables if table.id == "privacy-identifiers")
    assert all((cell(found, zero.id, "none", column.id).high or 0) > 0.3 for column in zero.columns)


def test_nothing_delivered_is_said() -> None:
    """No table, no claim; an arm without reports among others is named."""
    assert measure(Material((Arm("none", ()),))).not_assessed == ("nothing was delivered: privacy was not measured",)
    found = measure(Material((Arm("none", ()), arm("some", [prose(1), prose(2)]))))
    assert "none: nothing was delivered" in found.not_assessed
