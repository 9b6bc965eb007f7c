"""A profile holds figures over at least k patients and names of our lists, and nothing else of the notes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import InputError, UsageError
from casewright.measures.privacy import ReferenceNote
from casewright.measures.style import StyleProfile, abbreviations, build_profile, profile_json
from casewright.measures.style.person import VOICES
from casewright.vocabulary.kinds.names import SECTIONS, shared_names

Notes = Callable[..., list[ReferenceNote]]

CANARIES = ("Quimbyville", "zorblax", "XQZ", "Mr. Tannenbaum", "88317-44", "qz/x")
KEYS = """
schema language k notes patients patients_named words sentence_words short_sentences sections abbreviations voices
left_out mean low median high id share names per_thousand en
"""


def built(notes: list[ReferenceNote], **more: Any) -> StyleProfile:
    return build_profile(notes, "en", **{"patients_named": True, **more})


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def ours() -> set[str]:
    names = {name for section in SECTIONS for name in shared_names(section, "en")}
    return {*KEYS.split(), *SECTIONS, *names, *abbreviations("en"), *VOICES}


def test_a_house_s_way_of_writing_is_seen(notes: Notes) -> None:
    """Sections in their order under their names, lengths, short sentences, abbreviations, voices."""
    found = built(notes(40))
    assert (found.notes, found.patients, found.k, found.patients_named) == (40, 40, 10, True)
    assert found.order == ("reason", "present-illness", "mental-state", "plan")
    assert found.sections[0].names == {"Chief complaint": 1.0}
    assert set(found.abbreviations) == {"pt", "SI", "HI"}
    assert found.abbreviations["pt"].share == 1.0
    assert found.short_sentences > 0.4
    assert set(found.voices) == {"patient_named", "patient_pronoun", "past", "present"}
    assert found.words.median == found.words.mean


def test_what_fewer_than_k_patients_have_is_left_out(notes: Notes) -> None:
    """A section, a name for it, or an abbreviation of nine among forty: nothing of it is there; of ten it is."""
    text = "RISK ASSESSMENT: None seen on EEG today."
    few = [(f"patient:r{number}", text) for number in range(9)]
    without, with_it = built(notes(40, *few)), built(notes(40, *few, ("patient:r9", text)))
    assert "risk" not in without.order
    assert "EEG" not in without.abbreviations
    assert "risk" in with_it.order
    assert "EEG" in with_it.abbreviations


def test_a_patient_with_many_notes_is_one_patient(notes: Notes) -> None:
    """Copied-forward notes don't make an item common."""
    many = [("patient:one", "RISK ASSESSMENT: None seen on EEG today.")] * 50
    found = built(notes(40, *many))
    assert (found.notes, found.patients) == (90, 41)
    assert "risk" not in found.order
    assert "EEG" not in found.abbreviations


def test_fewer_than_k_patients_make_no_profile(notes: Notes) -> None:
    """Nine are refused at ten, however many notes they have; and no k is below five."""
    with pytest.raises(InputError, match="9 patients with notes"):
        built(notes(9, *[("patient:p1", "She slept.")] * 30))
    with pytest.raises(UsageError, match="at least 5"):
        built(notes(40), k=4)


def test_notes_without_a_patient_or_in_another_language_are_left_out(notes: Notes) -> None:
    """Where a field names patients, notes that name none could all be one person's."""
    spanish = "La paciente refiere que desde hace unas semanas no duerme y que se encuentra muy cansada por las noches."
    found = built(notes(40, *[("row:99", "RISK ASSESSMENT: None.")] * 20, ("patient:es", spanish)))
    assert (found.patients, found.left_out) == (40, 21)
    assert "risk" not in found.order


def test_no_word_of_a_note_gets_out(notes: Notes) -> None:
    """Markers as headings, abbreviations, names and numbers in every note: none of them is in the file."""
    marked = [
        (
            f"patient:{CANARIES[0]}{number}",
            "\n".join(f"{one.upper()}: {one} {one}. {one} c/o {one}." for one in CANARIES),
        )
        for number in range(30)
    ]
    found = built(notes(40, *marked))
    told = json.dumps(profile_json(found))
    assert not [one for one in (*CANARIES, "p12", "sister") if one.lower() in told.lower()]
    assert set(strings(json.loads(told))) <= ours()


@given(st.lists(st.text(min_size=1, max_size=80), min_size=12, max_size=20))
def test_whatever_the_notes_say_only_our_names_come_out(texts: list[str]) -> None:
    """Any text at all: every string of the profile is a word of its form or of our lists."""
    rows = [ReferenceNote(row, f"{text}\nPLAN: {text}\nShe slept.", f"patient:{row}") for row, text in enumerate(texts)]
    try:
        found = built(rows)
    except InputError:
        return
    assert set(strings(json.loads(json.dumps(profile_json(found))))) <= ours()


def test_figures_are_rounded_so_that_a_patient_hardly_shows(notes: Notes) -> None:
    """One odd patient more among sixty, with a note of 50,000 words: no new item, and no figure far from before.

    Seldom is not never: the count of patients tells that somebody came, and a figure near a rounding border may step.
    """
    odd = ("patient:odd", "RISK ASSESSMENT: EEG. " + "She was seen again. " * 12_500)
    before, after = built(notes(60)), built(notes(60, odd))
    assert after.order == before.order
    assert set(after.abbreviations) == set(before.abbreviations)
    assert after.words.median == before.words.median
    assert after.words.mean <= before.words.mean + 3000 / 61 + 1
    assert abs(after.short_sentences - before.short_sentences) <= 0.05


def test_numbers_have_few_digits(notes: Notes) -> None:
    """Two at most; shares are twentieths."""
    texts = [(f"patient:x{number}", "She slept badly again and again. " * (number + 3)) for number in range(60)]
    told = json.dumps(profile_json(built(notes(40, *texts))))
    for number in re.findall(r"\d+\.\d+", told):
        assert len(number.replace(".", "").strip("0")) <= 2, number
