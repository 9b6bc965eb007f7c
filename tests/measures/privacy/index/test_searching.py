"""Searching: thinned and exact, in memory and in partitions, against a comparison of everything with everything."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.measures.privacy import ReferenceIndex, ReferenceNote, open_index, write_index
from casewright.measures.privacy.index import sorting, thinning
from casewright.measures.privacy.index.alignment import rouge_l, window_bleu
from casewright.measures.privacy.index.fingerprints import Fingerprinter, pack, whole
from casewright.measures.privacy.index.passages import Passage
from casewright.measures.privacy.index.postings import Postings
from casewright.measures.privacy.index.scratch import Scratch

KEY = b"a key for tests only"
Notes = tuple[ReferenceNote, ...]


@pytest.fixture(scope="module")
def thinned(tmp_path_factory: pytest.TempPathFactory, notes: Notes) -> ReferenceIndex:
    path = tmp_path_factory.mktemp("thin") / "x"
    write_index(path, notes, KEY, name="invented", patients_named=True, thin=True)
    return open_index(path, KEY)


@settings(deadline=None, max_examples=60)
@given(who=st.integers(0, 39), start=st.integers(0, 130), count=st.integers(8, 40))
def test_a_thinned_index_finds_the_same_runs(
    index: ReferenceIndex, thinned: ReferenceIndex, notes: Notes, who: int, start: int, count: int
) -> None:
    """Every run of six words or more is found in the same place, boilerplate at its end or not."""
    span = " ".join(notes[who].text.split()[start : start + count])
    text = f"entirely own words stand before it {span} and quite different ones after it"
    exact, thin = index.screen(text), thinned.screen(text)
    if exact.longest_run is not None and exact.longest_run >= thinning.GUARANTEED:
        assert (thin.longest_run, thin.spans) == (exact.longest_run, exact.spans)
        assert thin.containment_8 == exact.containment_8
        assert thinned.sources(text)[0][0] == index.sources(text)[0][0] == who


@settings(deadline=None, max_examples=100)
@given(rare=st.lists(st.booleans(), min_size=1, max_size=80), cut=st.integers(0, 79))
def test_thinning_leaves_one_in_every_window(rare: list[bool], cut: int) -> None:
    """of every three shingles in a row of a note one that is rare stays, if there is one; none is added."""
    flags = np.array(rare, dtype=np.uint8)
    starts = np.unique(np.array([0, min(cut, len(rare) - 1)], dtype=np.int64))
    kept = thinning._sparse(flags, starts)
    assert not (kept & ~flags.astype(bool)).any()
    for start, end in zip(starts, [*starts[1:], len(rare)], strict=True):
        for at in range(start, end - thinning.WINDOW + 1):
            window = slice(at, at + thinning.WINDOW)
            assert kept[window].any() or not flags[window].any()


def test_partitions_give_the_same_file(tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little is sorted at once: a corpus larger than memory builds as a small one does."""
    for name, size in (("one", sorting.PARTITION), ("many", 300)):
        monkeypatch.setattr(sorting, "PARTITION", size)
        for thin in (False, True):
            write_index(tmp_path / f"{name}{thin}", notes, KEY, name="invented", patients_named=True, thin=thin)
    for thin in (False, True):
        one, many = (open_index(tmp_path / f"{name}{thin}", KEY) for name in ("one", "many"))
        assert one.fingerprint == many.fingerprint
        for text in (notes[0].text, notes[7].text[100:400], f"{notes[1].text[:90]} {notes[2].text[-200:]}"):
            assert (one.screen(text), one.sources(text)) == (many.screen(text), many.sources(text))
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_runs_are_those_of_a_comparison_with_everything(seed: int) -> None:
    """With few patients nothing is boilerplate: the longest run is the longest common stretch of four words or more."""
    dice = Random(seed)
    texts = [" ".join(f"w{dice.randrange(6)}" for _ in range(dice.randrange(1, 60))) for _ in range(3)]
    index = ReferenceIndex.build(
        [ReferenceNote(i, text, "patient:one") for i, text in enumerate(texts)], KEY, "few", patients_named=True
    )
    text = " ".join(f"w{dice.randrange(6)}" for _ in range(40))
    longest = max(_longest(text.split(), other.split()) for other in texts)
    assert index.screen(text).longest_run == (longest if longest >= 4 else 0)


def _longest(one: list[str], two: list[str]) -> int:
    best = 0
    for i in range(len(one)):
        for j in range(len(two)):
            k = 0
            while i + k < len(one) and j + k < len(two) and one[i + k] == two[j + k]:
                k += 1
            best = max(best, k)
    return best


def test_a_passage_charted_forward_a_thousand_times() -> None:
    """One patient's note copied over and over neither hides a copy of it nor makes a query long."""
    text = " ".join(f"word{i}" for i in range(40))
    notes = [ReferenceNote(i, f"{text} day {i}", "patient:one") for i in range(1000)]
    index = ReferenceIndex.build(notes, KEY, "forward", patients_named=True)
    found = index.screen(f"something else, then {text}")
    assert (found.longest_run, found.spans[0].tokens) == (40, 40)
    assert index.sources(text)[0] == (0, 37.0)


def test_a_text_that_repeats_itself() -> None:
    """A hundred thousand equal words against a note of equal words: an answer, in bounded memory."""
    index = ReferenceIndex.build([ReferenceNote(1, "no " * 500, "a")], KEY, "no", patients_named=True)
    found = index.screen("no " * 100_000)
    assert found.longest_run == 500
    assert found.fuzzy_containment == 1.0


def test_figures_of_a_copy(index: ReferenceIndex, notes: Notes) -> None:
    """A whole note is contained, near and fuzzy; half of a text is half."""
    words = notes[6].text.split(". ")[0]
    whole_note = index.screen(words)
    assert (whole_note.fuzzy_containment, whole_note.containment_13, whole_note.nearest_bleu) == (1.0, 1.0, 1.0)
    assert whole_note.nearest_rouge_l is not None
    assert whole_note.nearest_rouge_l > 0.9
    half = index.screen(f"{' '.join(words.split()[:50])} {' '.join(f'own{i}' for i in range(50))}")
    assert half.fuzzy_containment == 0.5


def test_bleu_of_a_window() -> None:
    """By hand: of 50 words one is another, so 49/50, 47/49, 45/48 and 43/47 n-grams are shared."""
    note = np.arange(1, 101, dtype=np.uint16)
    text = note[20:70].copy()
    text[25] = 999
    shared = (49 / 50) * (47 / 49) * (45 / 48) * (43 / 47)
    assert window_bleu(text, note, Passage(0, 50, 1020, 1070, 40), 1000) == pytest.approx(shared**0.25)
    assert window_bleu(text, note[:3], Passage(0, 4, 1000, 1004, 1), 1000) == 0.0


def test_rouge_l_by_hand() -> None:
    """Three of four words in order, against five: 2 · 3 / 9."""
    one, two = np.array([1, 2, 3, 4], dtype=np.uint16), np.array([1, 9, 3, 4, 8], dtype=np.uint16)
    assert rouge_l(one, two) == pytest.approx(6 / 9)


def test_fingerprints_of_n_grams() -> None:
    """Equal runs have equal ones, whatever stands around them; at chosen places they are the same as all along."""
    hashes = Fingerprinter(KEY)
    tokens = hashes.tokens(f"w{i % 7}" for i in range(40))
    for n in (4, 5, 8, 13):
        grams = hashes.grams(tokens, n)
        assert len(grams) == 40 - n + 1
        np.testing.assert_array_equal(grams[:10], grams[7:17])
        assert len(np.unique(grams)) == 7
        assert len(hashes.grams(tokens[: n - 1], n)) == 0
    places = np.array([0, 3, 20])
    for n in (8, 13):
        np.testing.assert_array_equal(hashes.grams_at(pack(tokens), places, n), hashes.grams(tokens, n)[places])


def test_n_grams_do_not_cross_notes() -> None:
    """A 0 ends a note."""
    tokens = np.array([1, 2, 3, 0, 4, 5, 6, 7], dtype=np.uint16)
    assert whole(tokens, 3).tolist() == [True, False, False, False, True, True]
    assert whole(tokens, 9).tolist() == []


def test_postings_are_found_by_fingerprint() -> None:
    """Every place of every fingerprint, up to 64 places of one."""
    hashes = np.sort(np.random.default_rng(3).integers(0, 1 << 63, 500, dtype=np.uint64))
    grams = [(hashes, np.arange(500, dtype=np.uint32)), (np.full(100, (1 << 64) - 1, dtype=np.uint64), np.arange(100))]
    postings = Postings.build(grams, 600, Scratch())  # type: ignore[arg-type]
    which, places = postings.find(hashes)
    assert set(zip(range(500), range(500), strict=True)) <= set(zip(which.tolist(), places.tolist(), strict=True))
    assert len(postings.find(np.array([(1 << 64) - 1], dtype=np.uint64))[0]) == 64


def test_boilerplate_side_by_side_is_no_copy() -> None:
    """Two sentences that everybody writes, in an order that one patient's note has too, copy nobody's note."""
    first = "the patient was seen on the ward this morning by the team"
    second = "plan and risks were talked over and all questions were answered fully"
    notes = [f"{first} w{n}a w{n}b {second} w{n}c w{n}d" for n in range(12)]
    index = ReferenceIndex.build(
        (ReferenceNote(n, text, f"p{n}") for n, text in enumerate([*notes, f"{first} {second}"])),
        KEY, "ward", patients_named=True,
    )  # fmt: skip
    assert (index.screen(f"{first} {second}").longest_run or 0) < 12
    assert (index.screen(f"{first} w3a w3b {second}").longest_run or 0) >= 12
