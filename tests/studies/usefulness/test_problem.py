"""What can be asked of notes at a level, and what is said where nothing can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from casewright.studies.material import Arm, Material, RealNote
from casewright.studies.usefulness.corpus import Corpus, gather
from casewright.studies.usefulness.problem import pose

MakesNotes = Callable[..., tuple[RealNote, ...]]
MakesArm = Callable[..., Arm]
TWO = ("F20.0", "F32.1")


def corpus_of(notes: tuple[RealNote, ...], *arms: Arm) -> Corpus:
    return gather(Material(arms, notes), "en", 1_000, 1_000)


def test_a_class_needs_fifteen_notes(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """With seven the table says so, and coarser classes that have enough are asked about."""
    notes = (*make_notes(TWO, 40), *(replace(note, id=f"x{note.id}") for note in make_notes(("F41.1",), 7)))
    posed = pose(corpus_of(notes, make_arm("a", (*TWO, "F41.1"), 30)), "subcategory")
    assert posed.problems[0].classes == TWO
    assert posed.counts[-1].why_not == "not estimable: 7 notes of F41.1, 15 are needed"
    few = pose(corpus_of(make_notes(TWO, 20), make_arm("a", TWO, 10)), "category")
    assert few.problems == ()
    assert few.why_not == "not estimable: 10 notes of F20, 15 are needed; none of 1 smaller classes either"


def test_a_class_needs_five_patients(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Thirty notes of four patients can't be split in five."""
    posed = pose(corpus_of(make_notes(TWO, 60, patients=8), make_arm("a", TWO, 10)), "block")
    assert "are of 4 patients, 5 are needed" in posed.why_not


def test_classes_that_no_arm_has_reports_of_are_not_asked_about(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Unless no arm has any report: real notes alone are still worth telling."""
    notes = make_notes((*TWO, "F41.1"), 60)
    assert pose(corpus_of(notes, make_arm("a", TWO, 10)), "block").problems[0].classes == ("F20-F29", "F30-F39")
    assert len(pose(corpus_of(notes), "block").problems[0].classes) == 3


def test_notes_of_several_classes_or_none_are_asked_about_class_by_class(
    make_notes: MakesNotes, make_arm: MakesArm
) -> None:
    """Where leaving them out would leave out more than a tenth."""
    single = make_notes(TWO, 60)
    mixed = tuple(replace(note, codes=("F20.0", "F32.1", "J45.0")) for note in make_notes(("F20.0",), 10))
    outside = tuple(replace(note, codes=("J45.0",), code="J45.0") for note in make_notes(("J45.0",), 20))
    notes = tuple(replace(note, id=str(at), group=str(at)) for at, note in enumerate((*single, *mixed, *outside)))
    one, every = pose(corpus_of(notes, make_arm("a", TWO, 10)), "block").problems
    assert (one.task, len(one.notes)) == ("one", 60)
    assert (every.task, len(every.notes)) == ("any", 90)
    assert every.tested.sum(axis=0).tolist() == [40, 40]
    assert [problem.task for problem in pose(corpus_of(single, make_arm("a", TWO, 10)), "block").problems] == ["one"]


def test_chapter_v_itself_needs_notes_without_it(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """A corpus of psychiatry can't ask whether a note is one of psychiatry."""
    posed = pose(corpus_of(make_notes(TWO, 40), make_arm("a", TWO, 10)), "chapter")
    assert posed.why_not == "not estimable: 0 notes without V, 15 are needed"


def test_codes_that_cant_be_read_are_left_out_and_counted(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """Of notes and of files made elsewhere."""
    notes = make_notes(TWO, 40)
    odd = tuple(
        replace(note, id=f"odd{at}", code=code, codes=(code,) if code else ())
        for at, (note, code) in enumerate(zip(notes, ("307.7", "F08", "F32", ""), strict=False))
    )
    arm = make_arm("file", TWO, 30)
    unknown = replace(arm, reports=tuple(replace(one, code="?") for one in arm.reports[:5]) + arm.reports[5:])
    posed = pose(corpus_of((*notes, *odd), unknown), "subcategory")
    assert {name: posed.left[name] for name in ("unknown", "unspecific", "uncoded")} == {
        "unknown": 2,
        "unspecific": 1,
        "uncoded": 1,
    }
    assert len(posed.problems[0].usable["file"]) == 25


def test_characters_that_mean_something_else_elsewhere_are_cut_off(make_notes: MakesNotes, make_arm: MakesArm) -> None:
    """ICD-10-CM's F90.0 is not WHO's; three characters of it are."""
    arm = make_arm("cm", TWO, 4)
    reports = tuple(replace(one, code="F90.0", system="icd10-cm-2026") for one in arm.reports)
    corpus = corpus_of(make_notes(TWO, 4), replace(arm, reports=reports), arm)
    assert {codes[0] for codes in corpus.codes[4:8]} == {"F90"}
    assert {codes[0] for codes in corpus.codes[8:]} == {*TWO}
