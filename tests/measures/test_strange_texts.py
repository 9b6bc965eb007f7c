"""Texts that nobody would call a report: every measure has an answer, the laws hold, and time stays linear."""

from __future__ import annotations

import gc
import gzip
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.measures.strange import KEY, KINDS, MEASURES, SMALL, reference

from casewright.errors import InputError
from casewright.measures.diversity import measure_diversity
from casewright.measures.diversity.bleu import bleu_scores
from casewright.measures.diversity.distinct import distinct_n
from casewright.measures.diversity.loops import self_repetition
from casewright.measures.diversity.self_bleu import SelfBleuTable
from casewright.measures.diversity.sets import SetText, measure_set
from casewright.measures.diversity.tongue import foreign_share, other_script_share
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceIndex, ReferenceNote, find_identifiers, iter_reference, mask
from casewright.measures.surrogates import without_surrogates
from casewright.measures.words import list_tokens, token_keys
from casewright.types import OverlapSpan, Privacy

RAW = {"directives"}
"""What is handed a text after it was screened, and so never half a character."""
LETTERS = st.characters(codec=None, exclude_categories=())
ODD = st.text(LETTERS, max_size=200)
PIECES = st.sampled_from([
    "low", "Mood", "DR.", "a@b.co", "12/03/2021", "555-0100", "\u00ad", "\u200b", "\u0301", "\ud83d", "\0", "█",
    "\u202e", "שלום", "他", "👩🏽\u200d⚕️", "ß", "İ", "ﬁ", "\n", "\r\n", " ", "\t", "-", "'", "_", ".", ",", ":", "*",
    "#", "12345678Z", "ES91", "http://", "[NAME]", "Plan:", "- ", "\\u00f3", "</think>", "91-year-old", "don't", "\x85",
    "\u2028",
])  # fmt: skip
MIXED = st.lists(PIECES, max_size=60).map("".join) | st.lists(PIECES, max_size=60).map(" ".join) | ODD
SYLLABLES = [f"{first}{rest}" for first in "bdfgk" for rest in ("ora", "ilen", "umet")]
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=80)


def figures(found: Any) -> Iterator[float]:
    """Every number in whatever a measure returns."""
    if isinstance(found, float):
        yield found
    elif isinstance(found, dict):
        yield from (number for item in found.values() for number in figures(item))
    elif isinstance(found, list | tuple):
        yield from (number for item in found for number in figures(item))
    elif hasattr(found, "__dataclass_fields__"):
        yield from (number for name in found.__dataclass_fields__ for number in figures(getattr(found, name)))


@pytest.mark.parametrize("text", SMALL.values(), ids=SMALL.keys())
def test_every_measure_has_an_answer(text: str) -> None:
    """And no figure is infinite or not a number."""
    for name, measure in MEASURES.items():
        found = measure(without_surrogates(text) if name in RAW else text)
        assert all(math.isfinite(number) for number in figures(found)), name


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_set_of_strange_texts_has_its_figures(size: int) -> None:
    """Alone, against a reference, and with one that is empty."""
    texts = [text for text in SMALL.values() if text.isprintable() or "\n" in text]
    chosen = random.Random(size).sample(texts, min(len(texts), 4 * size))
    rows = [SetText(f"t{n}", f"F3{n % 2}", "en", text) for n, text in enumerate(chosen)]
    for real in (None, [], ["She slept badly and ate little."], chosen):
        found = measure_set(rows, reference=real)
        groups: Iterable[Figure] = found.overall.values()
        assert all(math.isfinite(figure.value) for figure in groups if figure.value is not None)


def test_nothing_is_measured_of_nothing() -> None:
    """A set without a text has no figure that pretends otherwise."""
    found = measure_set([])
    assert all(figure.value is None or figure.n == 0 for figure in found.overall.values())


@given(MIXED)
def test_bounds_of_one_report(text: str) -> None:
    """Shares are shares, and counts count."""
    found = measure_diversity(text, "en")
    shares = (found.ttr, found.mattr, found.hdd, found.distinct_2, found.self_repetition)
    assert all(share is None or 0 <= share <= 1 for share in shares)
    assert found.tokens >= 0
    keys = token_keys(text)
    assert 0 <= self_repetition(keys) <= 1
    assert all(0 <= (distinct_n(keys, n) or 0) <= 1 for n in (1, 2, 3))
    assert 0 <= other_script_share(text) <= 1
    assert 0 <= foreign_share(text, "es") <= 1
    assert all(0 <= score <= 1 for score in bleu_scores(keys, [keys, ["she", "slept"]]))


@given(MIXED)
def test_bounds_of_a_screening(text: str) -> None:
    """Spans lie in the text, apart and in order; shares are shares."""
    found = reference().screen(text)
    shares = (
        found.containment_8,
        found.containment_13,
        found.fuzzy_containment,
        found.nearest_bleu,
        found.nearest_rouge_l,
    )
    assert all(share is None or 0 <= share <= 1 for share in shares)
    assert found.nearest is None or 0 <= found.nearest <= 1
    assert (found.longest_run or 0) <= len(list_tokens(text))
    end = 0
    for span in found.spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end


SPANS = st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=6)


@given(MIXED, SPANS)
def test_masking_keeps_the_length_and_is_done_once(text: str, places: list[tuple[int, int]]) -> None:
    """White space stays, what is outside stays, and masking again changes nothing."""
    spans = [OverlapSpan(start, end, 1) for start, end in places]
    once = mask(text, spans)
    assert len(once) == len(text)
    assert mask(once, spans) == once
    covered = {at for start, end in places for at in range(max(0, start), end)}
    assert all(
        new == old for at, (new, old) in enumerate(zip(once, text, strict=True)) if at not in covered or old.isspace()
    )


def _other_spelling(words: list[str], dice: random.Random) -> str:
    """The same words in other letters and between other marks."""
    change: list[Callable[[str], str]] = [str.upper, str.title, "\u0301".join, "\u200b".join, "\u00ad".join]
    change += [lambda word: f"**{word}**", lambda word: f"{word},"]
    return "".join(dice.choice(change)(word) + dice.choice([" ", "\n", "\t", " - ", "\u00a0"]) for word in words)


def _figures_of(found: Privacy) -> tuple[Any, ...]:
    spans = [span.tokens for span in found.spans]
    return found.longest_run, found.containment_8, found.containment_13, found.nearest, spans


@given(WORDS, st.integers(0, 1000))
def test_spelling_hides_no_copy(words: list[str], seed: int) -> None:
    """Case, accents, invisible characters, markup and line breaks change no figure."""
    notes = [ReferenceNote(0, " ".join(words), "p"), ReferenceNote(1, "She slept badly and ate little.", "q")]
    index = ReferenceIndex.build(notes, KEY, "laws", patients_named=True)
    plain = index.screen(" ".join(words))
    assert _figures_of(index.screen(_other_spelling(words, random.Random(seed)))) == _figures_of(plain)


@given(WORDS, st.integers(0, 1000))
def test_a_note_of_the_corpus_is_a_whole_copy(words: list[str], seed: int) -> None:
    """Its run is the note, every phrase is contained, it is at distance nought, and masked nothing of it is left."""
    dice = random.Random(seed)
    text = " ".join(f"{word}{dice.randrange(30)}" for word in words)
    notes = [ReferenceNote(0, text, "p"), ReferenceNote(1, "She slept badly and ate little.", "q")]
    found = ReferenceIndex.build(notes, KEY, "laws", patients_named=True).screen(text)
    size = len(token_keys(text))
    assert found.longest_run == (size if size >= 4 else 0)
    assert found.containment_8 == (1.0 if size >= 8 else None)
    assert found.nearest == pytest.approx(0, abs=1e-5)
    assert (set(mask(text, found.spans)) <= {"█", " "}) == (size >= 8)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_a_set_does_not_matter(texts: list[str], dice: random.Random) -> None:
    """Self-BLEU of each report is the same in any order."""
    rows = [(f"t{n}", text) for n, text in enumerate(texts)]
    shuffled = dice.sample(rows, len(rows))
    scores = []
    for order in (rows, shuffled):
        table = SelfBleuTable()
        for name, text in order:
            table.add(name, token_keys(text))
        scores.append(dict(table.self_bleu()))
    assert {name: pytest.approx(score) for name, score in scores[0].items()} == scores[1]
    assert all(0 <= value <= 1 + 1e-9 for score in scores[0].values() for value in score)


def _tokens_are_well(text: str) -> None:
    end = 0
    for token in list_tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.key == token_keys(text[token.start : token.end])[0]
        end = token.end
    assert [token.key for token in list_tokens(text)] == token_keys(text)


def _identifiers_are_well(text: str) -> None:
    for language in ("en", "es"):
        end = 0
        for one in find_identifiers(text, language, policy="surrogates", planned=("low", "12/03/2021")):
            assert end <= one.start < one.end <= len(text)
            end = one.end


@given(MIXED)
def test_fuzzing_the_tokenizer(text: str) -> None:
    """Tokens are in order, apart, inside the text, and the same alone."""
    _tokens_are_well(text)


@given(MIXED)
def test_fuzzing_the_patterns(text: str) -> None:
    """They never raise, and what they find lies in the text, in order and apart."""
    _identifiers_are_well(text)


TABLES = st.lists(
    st.sampled_from([
        b'{"text": "She slept.", "patient": "p1"}', b'{"text": ', b"text,patient", b'"She, slept",p1', b"\n", b"\r\n",
        b"\xff", b"\xef\xbb\xbf", b'"', b"\0", b"[1, 2]", b'{"text": "\\ud83d"}', b"{" * 50, b",,,", b"1e999",
        b'{"text": NaN}',
    ])
    | st.binary(max_size=20),
    max_size=30,
).map(b"".join)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.sampled_from([".jsonl", ".jsonl.gz", ".csv", ".parquet"]))
def test_fuzzing_the_reader(tmp_path: Path, content: bytes, suffix: str) -> None:
    """Whatever a file holds it gives numbered notes or one error of ours, which repeats nothing but plain names."""
    path = tmp_path / f"notes{suffix}"
    path.write_bytes(gzip.compress(content) if suffix == ".jsonl.gz" and len(content) % 2 else content)
    try:
        notes = list(iter_reference(path, patient_field="patient"))
    except InputError as error:
        assert "slept" not in str(error)  # noqa: PT017 - any other error fails the test
        return
    rows = [note.row for note in notes]
    assert rows == sorted(set(rows))
    assert all(note.text.strip() for note in notes)


@pytest.mark.slow
@settings(max_examples=5000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(PIECES, max_size=400).map("".join) | st.text(LETTERS, max_size=2000))
def test_fuzzing_for_longer(text: str) -> None:
    """Tokenizer, patterns and screen together."""
    _tokens_are_well(text)
    _identifiers_are_well(text)
    reference().screen(text)


LONG, OTHERS, LEAST = 100_000, 8_000, 0.05
WHOLE = ("words", "one word again and again", "one long word")
GROWTH = 3.0
"""Twice the words may take so many times the time: four is what a quadratic measure takes."""


def _seconds(measure: Callable[[str], Any], text: str) -> float:
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        measure(text)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_text_and_no_faster(kind: str) -> None:
    """For every measure, from 50,000 words to 100,000 (others than plain ones: from 4,000 to 8,000)."""
    size = LONG if kind in WHOLE else OTHERS
    half, whole = (without_surrogates(KINDS[kind](words)) for words in (size // 2, size))
    for name, measure in MEASURES.items():
        measure(KINDS["words"](200))
        took = _seconds(measure, whole)
        if took > LEAST and took > GROWTH * _seconds(measure, half):
            again = min(_seconds(measure, whole) for _ in range(3))
            assert again <= GROWTH * max(_seconds(measure, half) for _ in range(3)), f"{name}: {again:.2f} s"
