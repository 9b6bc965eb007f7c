"""Changing an index is as if the notes had been others from the start."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.errors import InputError
from casewright.measures.privacy import (
    ReferenceIndex,
    ReferenceNote,
    add_notes,
    describe_index,
    open_index,
    remove_patient,
    rotate_key,
    write_index,
)
from casewright.types import Privacy

KEY = b"a key for tests only"
QUICK = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
Notes = tuple[ReferenceNote, ...]


@st.composite
def corpora(draw: st.DrawFn) -> list[ReferenceNote]:
    """Notes of few words, so that they share phrases; some of one patient, some near-duplicates."""
    dice = Random(draw(st.integers(0, 10_000)))
    phrases = [" ".join(f"w{dice.randrange(60)}" for _ in range(dice.randrange(4, 12))) for _ in range(12)]
    notes = []
    for row in range(draw(st.integers(2, 16))):
        text = " ".join(dice.choice(phrases) for _ in range(dice.randrange(6)))
        notes.append(ReferenceNote(row, text or "one", f"patient:{dice.randrange(9)}"))
    return notes


def answers(index: ReferenceIndex, notes: list[ReferenceNote]) -> list[tuple[Privacy, list[tuple[int, float]]]]:
    """What an index says about its own notes, a mixture of them and one text of nobody's."""
    texts = [note.text for note in notes]
    texts += [" ".join(text for pair in pairwise(texts) for text in pair), "w1 w2 nobody has this"]
    return [(index.screen(text), index.sources(text)) for text in texts]


def build(notes: list[ReferenceNote], *, named: bool = True) -> ReferenceIndex:
    return ReferenceIndex.build(notes, KEY, "few words", patients_named=named)


@QUICK
@given(notes=corpora(), named=st.booleans())
def test_saved_and_opened_is_built(tmp_path: Path, notes: list[ReferenceNote], *, named: bool) -> None:
    """A file is the index in memory."""
    write_index(tmp_path / "x", notes, KEY, name="few words", patients_named=named)
    assert answers(open_index(tmp_path / "x", KEY), notes) == answers(build(notes, named=named), notes)


@QUICK
@given(notes=corpora(), named=st.booleans(), seed=st.integers(0, 99))
def test_order_does_not_matter(notes: list[ReferenceNote], seed: int, *, named: bool) -> None:
    """The same notes in another order give the same answers and the same fingerprint."""
    other = list(notes)
    Random(seed).shuffle(other)
    one, two = build(notes, named=named), build(other, named=named)
    assert one.fingerprint == two.fingerprint
    assert one.limits == two.limits
    assert answers(one, notes) == answers(two, notes)


@QUICK
@given(notes=corpora(), at=st.integers(1, 15), thin=st.booleans())
def test_adding_is_building_at_once(tmp_path: Path, notes: list[ReferenceNote], at: int, *, thin: bool) -> None:
    """Some notes now and the others later are all notes."""
    write_index(tmp_path / "x", notes[:at], KEY, name="few words", patients_named=True, thin=thin)
    write_index(tmp_path / "y", notes, KEY, name="few words", patients_named=True, thin=thin)
    if notes[at:]:
        assert add_notes(tmp_path / "x", notes[at:], KEY).notes == len(notes)
    one, two = (open_index(tmp_path / name, KEY) for name in "xy")
    assert one.fingerprint == two.fingerprint
    assert answers(one, notes) == answers(two, notes)


@QUICK
@given(notes=corpora(), who=st.integers(0, 8))
def test_an_erased_patient_was_never_there(tmp_path: Path, notes: list[ReferenceNote], who: int) -> None:
    """Counts, postings and limits are those of the other patients' notes."""
    write_index(tmp_path / "x", notes, KEY, name="few words", patients_named=True)
    others = [note for note in notes if note.patient != f"patient:{who}"]
    if not others or len(others) == len(notes):
        with pytest.raises(InputError, match="of that patient"):
            remove_patient(tmp_path / "x", str(who), KEY)
        return
    assert remove_patient(tmp_path / "x", str(who), KEY) == len(notes) - len(others)
    one, two = open_index(tmp_path / "x", KEY), build(others)
    assert one.fingerprint == two.fingerprint
    assert answers(one, notes) == answers(two, notes)


def test_erasing_names_nobody(tmp_path: Path, notes: Notes) -> None:
    """The message has no patient's name in it, and the file stays."""
    write_index(tmp_path / "x", notes, KEY, name="invented", patients_named=True)
    with pytest.raises(InputError, match="no note of that patient") as caught:
        remove_patient(tmp_path / "x", "Jane Roe", KEY)
    assert "Roe" not in str(caught.value)
    assert describe_index(tmp_path / "x", KEY).notes == 40


def test_another_key_needs_the_same_notes(tmp_path: Path, notes: Notes, index: ReferenceIndex) -> None:
    """In any order; one note less or other words are refused with counts, and the old key still opens the file."""
    path, new = tmp_path / "x", b"another key for tests"
    write_index(path, notes, KEY, name="invented", patients_named=True, boilerplate=notes[:3])
    with pytest.raises(InputError, match="1 of its 40 are not among them, and 0 are not in it"):
        rotate_key(path, notes[1:], KEY, new, boilerplate=notes[:3])
    with pytest.raises(InputError, match="not the boilerplate notes"):
        rotate_key(path, notes, KEY, new)
    with pytest.raises(InputError, match="another key"):
        rotate_key(path, notes, new, KEY)
    assert rotate_key(path, notes[::-1], KEY, new, boilerplate=notes[:3]).notes == 40
    with pytest.raises(InputError, match="another key"):
        open_index(path, KEY)
    assert open_index(path, new).fingerprint != index.fingerprint
    assert open_index(path, new).screen(notes[5].text).spans == index.screen(notes[5].text).spans


def test_a_wider_source_tells_boilerplate(tmp_path: Path, notes: Notes) -> None:
    """What four patients here and three of a wider source say is boilerplate; the wider notes are no source."""
    phrase = "this phrase is said by the whole ward and it means nothing about anybody who is there"
    mine = [*notes[:20], *(ReferenceNote(100 + i, f"own{i} {phrase}", f"patient:x{i}") for i in range(4))]
    wide = [ReferenceNote(i, f"wide{i} {phrase} further words {i}", f"patient:w{i}") for i in range(3)]
    alone = ReferenceIndex.build(mine, KEY, "alone", patients_named=True)
    told = ReferenceIndex.build(mine, KEY, "told", patients_named=True, boilerplate=wide)
    text = f"a report that says {phrase}"
    assert alone.screen(text).longest_run == 17
    assert (told.screen(text).longest_run, len(told)) == (0, 24)
    write_index(tmp_path / "x", mine, KEY, name="told", patients_named=True, boilerplate=wide)
    assert open_index(tmp_path / "x", KEY).screen(text) == told.screen(text)
    add_notes(tmp_path / "x", [ReferenceNote(200, "one more", "patient:more")], KEY)
    assert open_index(tmp_path / "x", KEY).screen(text).longest_run == 0
    assert (describe_index(tmp_path / "x").notes, describe_index(tmp_path / "x").wider) == (25, 3)
