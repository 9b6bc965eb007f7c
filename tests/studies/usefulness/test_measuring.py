"""The part as a reader meets it, on corpora whose answer is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Self

import numpy as np
import pytest

from casewright.measures.embedding import Rows
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceNote, ReferenceNotes
from casewright.runs.set_sources import SetSources
from casewright.studies.material import Arm, Material, RealNote
from casewright.studies.part import Part
from casewright.studies.table import Cell, Table
from casewright.studies.usefulness import measure
from casewright.wire import from_json, to_json

MakesNotes = Callable[..., tuple[RealNote, ...]]
MakesArm = Callable[..., Arm]
CODES = ("F20.0", "F32.1", "F41.1")


def table_of(part: Part, name: str) -> Table:
    return next(table for table in part.tables if table.id == name)


def cell_of(part: Part, learnt: str, column: str = "macro", form: str = "full", seen: str = "words") -> Cell:
    rows = table_of(part, "usefulness").rows
    return next(
        row.cells[column] for row in rows if (row.labels[2], row.labels[3], row.labels[4]) == (form, seen, learnt)
    )


def figure_of(part: Part, learnt: str, column: str = "macro", form: str = "full", seen: str = "words") -> Figure:
    found = cell_of(part, learnt, column, form, seen)
    assert isinstance(found, Figure)
    return found


@pytest.fixture(scope="module")
def part(make_notes: MakesNotes, make_arm: MakesArm) -> Part:
    """An arm that tells classes apart, one whose codes are dealt out at random, and the parrot."""
    arms = (
        make_arm("good", CODES, 90),
        make_arm("noise", CODES, 90, noise=True),
        make_arm("parrot", CODES, 30, parrot=True),
    )
    return measure(Material(arms, make_notes(CODES, 60)))


def test_reports_that_show_their_classes_teach_them_and_noise_teaches_nothing(part: Part) -> None:
    """Noise is at chance, a third, and its interval holds that; good reports are near what real notes give."""
    good, noise, real = (figure_of(part, name) for name in ("good alone", "noise alone", "real notes"))
    assert good.value is not None
    assert real.value is not None
    assert good.value > 0.7
    assert real.value > 0.7
    assert noise.low is not None
    assert noise.high is not None
    assert noise.low < 1 / 3 < noise.high
    assert good.n == 60


def test_every_row_that_others_are_held_against_is_marked(part: Part) -> None:
    """Controls, real notes, and the parrot alone and beside real notes."""
    marked = {row.labels[4] for row in table_of(part, "usefulness").rows if row.baseline}
    assert marked == {
        "control: most frequent class",
        "control: guessing by frequency",
        "control: words of titles",
        "real notes",
        "parrot alone",
        "real notes + parrot",
    }


def test_the_parrot_is_compared_on_as_many_reports(part: Part) -> None:
    """Thirty of each, though the arm has ninety; and the parrot isn't compared with itself."""
    assert "30 reports of each" in figure_of(part, "good alone", "minus_parrot").note
    worse = figure_of(part, "noise alone", "minus_parrot")
    assert worse.high is not None
    assert worse.high < 0
    with pytest.raises(KeyError):
        cell_of(part, "parrot alone", "minus_parrot")


def test_claims_follow_the_figures(part: Part) -> None:
    """What noise does is never praised; what is claimed is corrected for the number of comparisons."""
    held = {(claim.about, claim.says.split(":")[0]): claim for claim in part.claims}
    good = next(claim for (arm, says), claim in held.items() if arm == "good" and "seen only" in says)
    assert good.holds == "can"
    assert "corrected for 6 comparisons" in good.because
    assert {claim.holds for claim in part.claims if claim.about == "noise"} <= {"open", "cannot"}
    assert not [claim for claim in part.claims if claim.about == "parrot"]


def test_levels_that_ask_the_same_are_asked_once(part: Part) -> None:
    """With one code a block the three levels are one question, and the table says so."""
    same = [row for row in table_of(part, "usefulness").rows if row.labels[4] == "-"]
    assert [row.cells["macro"] for row in same] == [
        "not estimable: 0 notes without V, 15 are needed",
        *["as four characters: each class holds one of those"] * 2,
    ]


def test_curves_go_up_to_all_reports_beside_a_line_of_real_notes(part: Part) -> None:
    """Alone, beside all notes and beside a quarter of them."""
    names = [picture.id for picture in part.pictures]
    assert names == ["usefulness-en", "usefulness-alone-en", "usefulness-beside-all-en", "usefulness-beside-quarter-en"]
    alone = part.pictures[1].drawing
    assert alone.kind == "curves"
    assert [line.label for line in alone.lines] == ["good", "noise", "parrot", "real notes alone (48)"]
    assert [x for x, _ in alone.lines[0].points] == [10, 30, 90]


def test_a_part_holds_figures_alone_and_is_kept_as_json(part: Part) -> None:
    """Not one filler word of a note or a report stands in it."""
    assert from_json(Part, to_json(part)) == part
    assert "word1" not in str(part)
    assert "weeping" not in str(part)


def test_the_same_material_gives_the_same_part(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Digit for digit."""
    material = Material((make_arm("a", CODES[:2], 6),), make_notes(CODES[:2], 30), seed=1)
    assert to_json(measure(material)) == to_json(measure(material))


def test_masking_takes_away_what_names_the_diagnosis(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Classes that show in the words of their titles alone are told in full texts and guessed in masked ones."""
    named = {"F20.0": "paranoid schizophrenia", "F32.1": "moderate depressive episode"}
    notes = tuple(
        replace(note, text=f"plain words {named[note.code]} {at}") for at, note in enumerate(make_notes(CODES[:2], 40))
    )
    arm = make_arm("a", CODES[:2], 20)
    reports = tuple(replace(one, text=f"other words {named[one.code]} {at}") for at, one in enumerate(arm.reports))
    found = measure(Material((replace(arm, reports=reports),), notes))
    assert figure_of(found, "a alone").value == 1
    assert figure_of(found, "control: words of titles").value == 1
    masked = figure_of(found, "a alone", form="masked").value
    assert masked is not None
    assert masked < 0.7


def test_reports_that_copy_notes_are_not_learnt_from(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Two of thirty are removed; an arm that is the real corpus is refused, in table, claim and words."""
    notes, arm = make_notes(CODES[:2], 30), make_arm("a", CODES[:2], 30)
    copied = tuple(replace(one, text=note.text.upper()) for one, note in zip(arm.reports, notes, strict=True))
    part = replace(arm, reports=copied[:2] + arm.reports[2:])
    found = measure(Material((part, replace(arm, name="same", reports=copied)), notes))
    cells = table_of(found, "usefulness-copies").rows[0].cells
    assert isinstance(cells["exact"], Figure)
    assert cells["exact"].value == 2
    assert cell_of(found, "a alone", "reports") == "28"
    assert isinstance(cell_of(found, "a alone"), Figure)
    assert cell_of(found, "same alone") == "refused: too many of its reports stand among the notes"
    assert cell_of(found, "real notes + same") == cell_of(found, "same alone")
    assert [claim.holds for claim in found.claims if claim.about == "same"] == ["cannot"]
    assert any("refused: 30 of 30 reports stand among the real notes" in said for said in found.not_assessed)


def test_too_few_notes_are_said_and_nothing_is_made_up(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Tables of counts stay; there is no figure of F1 and no picture."""
    found = measure(Material((make_arm("a", CODES, 1),), make_notes(CODES, 9)))
    rows = table_of(found, "usefulness").rows
    assert all(str(row.cells["macro"]).startswith("not estimable") for row in rows)
    assert found.pictures == ()
    assert [claim.holds for claim in found.claims] == ["open"]


@pytest.mark.parametrize("size", [0, 1])
def test_an_arm_with_next_to_nothing_says_so(size: int, make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """One report, or none, is of one class at most."""
    arms = (make_arm("a", CODES[:2], size), make_arm("parrot", CODES[:2], 4, parrot=True))
    said = cell_of(measure(Material(arms, make_notes(CODES[:2], 30))), "a alone")
    assert said == (
        "not estimable: 1 reports, of one class alone" if size else "not estimable: no reports to learn from"
    )


def test_languages_stay_apart(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """English reports are not tested on Spanish notes, and it is said what to give."""
    found = measure(Material((make_arm("a", CODES, 9),), make_notes(CODES, 60, language="es")))
    assert found.tables == ()
    assert any("usefulness in es: no arm has a report in this language" in said for said in found.not_assessed)
    assert any("usefulness in en: give real notes in this language" in said for said in found.not_assessed)


def test_without_notes_or_codes_it_says_what_to_give(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Rather than failing."""
    assert measure(Material(())).not_assessed[0] == "usefulness: there are neither reports nor real notes"
    bare = tuple(replace(note, code="", codes=()) for note in make_notes(CODES, 30))
    assert "none of 30 real notes has a code" in measure(Material((make_arm("a", CODES, 9),), bare)).not_assessed[0]


def test_notes_of_the_reference_corpus_are_counted(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """The gate compared reports with them, so the reports know of them."""
    notes = make_notes(CODES[:2], 10)
    known = ReferenceNotes((ReferenceNote(at, note.text, note.group) for at, note in enumerate(notes[:9])), {}, ())
    found = measure(Material((make_arm("a", CODES[:2], 4),), notes, SetSources(notes=known)))
    cell = table_of(found, "usefulness-notes").rows[0].cells["referenced"]
    assert isinstance(cell, Figure)
    assert cell.value == 9


class Letters:
    """An embedder that knows one word of each code."""

    name = "letters"
    fingerprint = "0" * 16

    def fitted(self, texts: Sequence[str]) -> Self:
        return self

    def embed(self, texts: Sequence[str]) -> Rows:
        words = ("voices", "followed", "weeping", "tired", "worries", "tense")
        return np.array([[word in text for word in words] for text in texts], dtype=np.float32)


def test_an_embedder_gets_rows_of_its_own(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Beside those of words, for every way of learning but the control of words; without one it is said."""
    material = Material((make_arm("a", CODES, 9),), make_notes(CODES, 60))
    found = measure(replace(material, embedder=Letters()))
    value = figure_of(found, "a alone", seen="letters").value
    assert value is not None
    assert value > 0.7
    assert figure_of(found, "a alone").n == 60
    assert not any("with embeddings" in said for said in found.not_assessed)
    assert any("with embeddings" in said for said in measure(Material((), material.real)).not_assessed)
