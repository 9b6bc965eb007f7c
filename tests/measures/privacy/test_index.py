"""The reference index: copies are found, boilerplate is not one, and nothing of the corpus comes out."""

from __future__ import annotations

import copy
import gzip
import json
import pickle
import random
import traceback
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.errors import CasewrightError, InputError, UsageError
from casewright.measures.privacy import ReferenceIndex, ReferenceNote, add_examples, mask, overlap_reasons
from casewright.wire import to_json

KEY = b"a key for tests only"


def invent(seed: int, words: int = 150) -> str:
    dice = random.Random(seed)
    return " ".join(f"{dice.choice('bcdfglmnprst')}{dice.choice('aeiou')}{dice.randrange(900)}" for _ in range(words))


def plant(note: ReferenceNote, start: int, count: int, seed: int = 999) -> tuple[str, str]:
    """(a text with words of the note in it, those words)."""
    span = " ".join(note.text.split()[start : start + count])
    return f"{invent(seed, 60)} {span} {invent(seed + 1, 60)}", span


@settings(deadline=None, max_examples=40)
@given(who=st.integers(0, 39), start=st.integers(0, 100), count=st.integers(12, 40))
def test_a_planted_run_is_found_where_it_stands(
    index: ReferenceIndex, notes: tuple[ReferenceNote, ...], who: int, start: int, count: int
) -> None:
    """Twelve words or more taken over verbatim fail the screen, and the span is theirs in the generated text."""
    text, span = plant(notes[who], start, count)
    privacy = index.screen(text)
    (found,) = privacy.spans
    assert privacy.longest_run == found.tokens == count
    assert text[found.start : found.end] == span
    assert [reason.target for reason in overlap_reasons(privacy)][:1] == ["longest_run"]


def test_case_accents_and_punctuation_do_not_hide_a_copy(
    index: ReferenceIndex, notes: tuple[ReferenceNote, ...]
) -> None:
    """A copy written in capitals, with commas and line breaks, is a copy."""
    text, span = plant(notes[3], 20, 14)
    disguised = text.replace(span, span.upper().replace(" ", ",\n"))
    assert index.screen(disguised).longest_run == 14


def test_an_own_text_passes(index: ReferenceIndex) -> None:
    """A text that shares nothing has no run, no span and no reason, and is far from every note."""
    privacy = index.screen(invent(5000))
    assert (privacy.longest_run, privacy.containment_8, privacy.containment_13, privacy.spans) == (0, 0.0, 0.0, ())
    assert overlap_reasons(privacy) == ()
    assert privacy.nearest is not None
    assert privacy.nearest > 0.5


def test_boilerplate_is_no_copy_but_does_not_break_one(index: ReferenceIndex, notes: tuple[ReferenceNote, ...]) -> None:
    """What more than five patients have may be said; within a copied passage it doesn't shorten it."""
    ending = notes[0].text.split(". ")[1]
    assert index.screen(f"{invent(7001, 60)} {ending}").longest_run == 0
    copied = index.screen(f"{invent(7002, 60)} {notes[0].text[-200:]}")
    assert copied.longest_run is not None
    assert copied.longest_run >= 12


def test_boilerplate_is_counted_by_patient() -> None:
    """A note copied forward ten times for one patient is still that patient's, not boilerplate."""
    forward = invent(1)
    notes = [ReferenceNote(i, f"{forward} {invent(100 + i, 80)}", "patient:one") for i in range(10)]
    notes += [ReferenceNote(20 + i, invent(200 + i), f"patient:{i}") for i in range(10)]
    index = ReferenceIndex.build(notes, KEY, "forward", patients_named=True)
    assert index.screen(forward).longest_run == 150


def test_unnamed_near_duplicates_count_as_one_patient() -> None:
    """Where no patients are named, rows that repeat one another don't make boilerplate."""
    forward = invent(1, 300)
    notes = [ReferenceNote(i, f"{forward} day{i}", f"row:{i}") for i in range(10)]
    index = ReferenceIndex.build(notes, KEY, "rows", patients_named=False)
    assert index.screen(forward).longest_run == 300
    assert "row_is_patient" in index.marks


def test_a_passage_with_small_changes_is_located(index: ReferenceIndex, notes: tuple[ReferenceNote, ...]) -> None:
    """Every ninth word changed: no run of twelve is left, but the span is shown."""
    words = notes[8].text.split()[10:60]
    words[8::9] = [f"changed{i}" for i in range(len(words[8::9]))]
    text = f"{invent(800, 60)} {' '.join(words)} {invent(801, 60)}"
    privacy = index.screen(text)
    assert privacy.longest_run == 8
    assert max(span.tokens for span in privacy.spans) >= 40


def test_containment_over_its_limit_fails(index: ReferenceIndex, notes: tuple[ReferenceNote, ...]) -> None:
    """Many short pieces of one patient's note fail together, though no run of twelve is among them."""
    words = notes[9].text.split()
    pieces = [" ".join([*words[i : i + 11], f"own{i}"]) for i in range(0, 132, 11)]
    privacy = index.screen(" ".join(reversed(pieces)))
    assert privacy.longest_run == 11
    assert privacy.containment_8 is not None
    assert privacy.containment_8 > 0.3
    assert [reason.target for reason in overlap_reasons(privacy)] == ["containment_8"]


def test_memorised_from_fifty_words(index: ReferenceIndex, notes: tuple[ReferenceNote, ...]) -> None:
    """Fifty words verbatim are also called memorised; the message never quotes."""
    text, span = plant(notes[2], 0, 50)
    reason = overlap_reasons(index.screen(text))[0]
    assert "memorised" in reason.message
    assert not set(span.split()) & set(reason.message.split())


def test_empty_and_short_texts(index: ReferenceIndex) -> None:
    """No words: no distance and no containment, rather than a division by zero."""
    privacy = index.screen(" \n ")
    assert (privacy.longest_run, privacy.containment_8, privacy.nearest, privacy.spans) == (0, None, None, ())


def test_small_corpus_is_marked_and_takes_no_limit(index: ReferenceIndex) -> None:
    """Under 200 notes the 99th percentile can't be told: the ceiling stands, and the mark says so."""
    assert index.marks == ("corpus_small",)
    assert index.limits == {"longest_run": 12.0, "longest_passage": 20.0, "containment_8": 0.2, "novelty": 0.2}
    assert index.novelty_floor == 0.2


def test_large_corpus_gives_the_limits() -> None:
    """From 200 notes on the limits are the corpus's own; duplicates and a patient's other notes don't widen them."""
    notes = [ReferenceNote(i, invent(i, 60), f"patient:{i}") for i in range(200)]
    notes += [ReferenceNote(300 + i, invent(i, 60), f"other:{i}") for i in range(50)]
    notes += [ReferenceNote(400 + i, f"{invent(i, 40)} {invent(900 + i, 40)}", f"patient:{i}") for i in range(50)]
    index = ReferenceIndex.build(notes, KEY, "large", patients_named=True)
    assert index.marks == ()
    assert index.limits["containment_8"] <= 0.2
    assert index.novelty_floor > 0.2


def test_five_patients_or_fewer_have_no_boilerplate() -> None:
    """A handful of prompt examples makes an index too, and says that boilerplate is unknown."""
    index = ReferenceIndex.build([ReferenceNote(0, invent(1), "a")], KEY, "examples", patients_named=True)
    assert "boilerplate_unknown" in index.marks
    assert index.screen(invent(1)).longest_run == 150


def test_it_never_shows_its_text(index: ReferenceIndex, notes: tuple[ReferenceNote, ...]) -> None:
    """Not by repr, pickle, copy or JSON, and no attribute holds a note's text."""
    assert repr(index) == "<ReferenceIndex 'invented': 40 notes>"
    assert repr(notes[0]) == "<ReferenceNote>"
    for thing in (index, notes[0]):
        with pytest.raises(TypeError):
            pickle.dumps(thing)
        with pytest.raises(TypeError):
            copy.deepcopy(thing)
        with pytest.raises(TypeError):
            to_json(thing)
    assert not hasattr(index, "__dict__")
    parts = [getattr(index, name) for name in ReferenceIndex.__slots__]
    assert not [part for part in parts if isinstance(part, str) and part in notes[0].text]


def test_errors_carry_no_text(index: ReferenceIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error inside comes out without its message, its cause and its frames."""

    def fail(*_: object) -> None:
        raise RuntimeError("secret words of a note")

    monkeypatch.setattr("casewright.measures.privacy.index.overlap.find_runs", fail)
    with pytest.raises(CasewrightError) as caught:
        index.screen("any words at all to look at")
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert "secret" not in "".join(traceback.format_exception(caught.value))


def test_fingerprint_is_keyed(notes: tuple[ReferenceNote, ...], index: ReferenceIndex) -> None:
    """The same key and corpus give the same; another key or corpus another."""
    again = ReferenceIndex.build(notes, KEY, "again", patients_named=True)
    other = ReferenceIndex.build(notes, KEY + b"2", "other key", patients_named=True)
    less = ReferenceIndex.build(notes[1:], KEY, "less", patients_named=True)
    assert again.fingerprint == index.fingerprint
    assert len({index.fingerprint, other.fingerprint, less.fingerprint}) == 3


def test_what_can_not_be_built() -> None:
    """No notes, no words, or a key that guards nothing."""
    with pytest.raises(InputError, match="no notes"):
        ReferenceIndex.build([], KEY, "empty", patients_named=True)
    with pytest.raises(InputError, match="no words"):
        ReferenceIndex.build([ReferenceNote(1, "—", "a")], KEY, "dashes", patients_named=True)
    with pytest.raises(UsageError, match="16 bytes"):
        ReferenceIndex.build([ReferenceNote(1, "a", "a")], b"short", "x", patients_named=True)


@settings(deadline=None, max_examples=40)
@given(text=st.text(), places=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=4))
def test_mask_keeps_offsets(text: str, places: list[tuple[int, int]]) -> None:
    """As many code points as before; white space and whatever is outside the spans stays."""
    spans = [SimpleNamespace(start=a, end=b) for a, b in places]
    masked = mask(text, spans)  # type: ignore[arg-type]
    assert len(masked) == len(text)
    for i, (before, after) in enumerate(zip(text, masked, strict=True)):
        covered = any(a <= i < b for a, b in places)
        assert after == ("█" if covered and not before.isspace() else before)


def test_masked_draft_no_longer_copies(index: ReferenceIndex, notes: tuple[ReferenceNote, ...]) -> None:
    """What is recorded of a copy passes the screen that refused it."""
    text, _ = plant(notes[4], 30, 40)
    assert overlap_reasons(index.screen(mask(text, index.screen(text).spans))) == ()


def test_copying_a_prompt_example_fails(index: ReferenceIndex) -> None:
    """A second index over the prompt's examples: its spans are added, and a copy is marked and fails."""
    examples = ReferenceIndex.build([ReferenceNote(0, invent(60), "a")], KEY, "examples", patients_named=True)
    for text, targets in ((invent(60), ["prompt_example"]), (invent(61), [])):
        both = add_examples(index.screen(text), examples.screen(text))
        assert both.longest_run == 0
        assert [reason.target for reason in overlap_reasons(both)] == targets
        assert bool(both.spans) == bool(targets)


@pytest.mark.slow
def test_real_notes(data_dir: Path) -> None:
    """On the development transcriptions: planted spans are found, independent notes raise no alarm."""
    texts = {}
    for name, field in (("mtsamples_dev", "text"), ("aci_bench_dev", "note"), ("codiesp_dev", "text_en")):
        with gzip.open(data_dir / "notes" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            texts[name] = [json.loads(line)[field] for line in file]
    corpus = [ReferenceNote(i, text, str(i)) for i, text in enumerate(texts["mtsamples_dev"])]
    index = ReferenceIndex.build(corpus, KEY, "transcriptions", patients_named=False)
    assert not any(overlap_reasons(index.screen(text)) for text in texts["aci_bench_dev"] + texts["codiesp_dev"])
    dice = random.Random(4)
    caught = []
    for _ in range(100):
        words = dice.choice([text.split() for text in texts["mtsamples_dev"] if len(text.split()) > 60])
        at = dice.randrange(len(words) - 16)
        host = dice.choice(texts["codiesp_dev"])
        caught.append(bool(overlap_reasons(index.screen(f"{host} {' '.join(words[at : at + 16])}"))))
    assert np.mean(caught) >= 0.97


def test_a_passage_with_small_changes_fails(index: ReferenceIndex) -> None:
    """Every tenth word changed: no run is long enough, the passage is; it is located, and nothing is quoted."""
    span = invent(7).split()[20:60]
    changed = [f"other{i}" if i % 10 == 5 else word for i, word in enumerate(span)]
    privacy = index.screen(f"{invent(901)} {' '.join(changed)} {invent(902)}")
    (reason,) = overlap_reasons(privacy)
    assert (privacy.longest_run or 0) < 12
    assert reason.target == "longest_passage"
    assert sum(one.tokens for one in privacy.spans) >= 35
    assert not set(span) & set(reason.message.split())
