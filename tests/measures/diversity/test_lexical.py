"""TTR, MATTR, MTLD and HD-D against published values and against LexicalRichness."""

from __future__ import annotations

import json
import random
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.measures.diversity.lexical import hdd, mattr, measure_words, mtld, root_ttr, ttr
from casewright.measures.diversity.mtld import Convention

OURS: Mapping[str, Callable[[list[str], Mapping[str, Any]], float | None]] = {
    "ttr": lambda words, _: ttr(words),
    "rttr": lambda words, _: root_ttr(words),
    "mattr": lambda words, p: mattr(words, p["window"]),
    "mtld": lambda words, p: mtld(words, p["threshold"], shortest=1),
    "hdd": lambda words, p: hdd(words, p["draws"]),
}


def test_published_values(data_dir: Path) -> None:
    """The values that LexicalRichness and quanteda publish in their tests."""
    lines = (data_dir / "vectors" / "lexdiv_published.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["metric"] in OURS]
    assert len(rows) == 13
    for row in rows:
        assert OURS[row["metric"]](row["tokens"], row["params"]) == pytest.approx(row["expected"], abs=row["tol"])


def test_korpus_sample(data_dir: Path) -> None:
    """koRpus's sample text, rounded to two decimals there."""
    sample = json.loads((data_dir / "vectors" / "korpus_sample.json").read_text(encoding="utf-8"))
    words, table = sample["tokens"], sample["expected_table"]
    assert ttr(words) == pytest.approx(table["TTR"], abs=0.005)
    assert root_ttr(words) == pytest.approx(table["RTTR"], abs=0.005)
    assert mattr(words, 100) == pytest.approx(table["MATTR(w=100)"], abs=0.0051)
    assert mtld(words) == pytest.approx(table["MTLD(.72)"], abs=0.005)
    assert (hdd(words) or 0) * 42 == pytest.approx(table["HD-D sum (divide by 42 draws for mean)"], abs=0.005)


@pytest.mark.slow  # importing the library takes seconds
@settings(deadline=None, max_examples=30)
@given(st.integers(100, 400), st.integers(2, 300), st.integers(0, 1000))
def test_agrees_with_lexicalrichness(length: int, types: int, seed: int) -> None:
    """The same digits as the library that a user would take instead."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lexicalrichness import LexicalRichness
    dice = random.Random(seed)
    words = [f"w{int(types * dice.random() ** 2)}" for _ in range(length)]
    theirs = LexicalRichness(words, preprocessor=None, tokenizer=None)
    assert ttr(words) == pytest.approx(theirs.ttr)
    assert mattr(words) == pytest.approx(theirs.mattr(50))
    assert mtld(words) == pytest.approx(theirs.mtld(0.72))
    assert hdd(words) == pytest.approx(theirs.hdd(42))


@pytest.mark.parametrize(("measure", "least"), [(ttr, 1), (mattr, 50), (mtld, 100), (hdd, 42)])
def test_too_short_is_none(measure: Callable[[list[str]], float | None], least: int) -> None:
    """A text that is too short has no value rather than a misleading one."""
    words = [f"w{i % 30}" for i in range(least)]
    assert measure(words) is not None
    assert measure(words[:-1]) is None


NOTE = """
she says no plan no intent and no plan the nights are long and the days are the same she says she sleeps a little
and wakes and sleeps a little and wakes again the appetite is low the weight is stable and the mood is low most of
the day most days she denies that there is a plan she denies that there was a plan and she says that the children
keep her going work is hard the drive to work is hard and the drive home is harder she agrees to start and she
agrees to come back in two weeks
"""


@pytest.mark.parametrize(
    ("convention", "expected"),
    [("lexicalrichness", 18.196519410977242), ("taaled", 19.635820895522386)],
    ids=["lexicalrichness", "taaled"],
)
def test_conventions_of_mtld(convention: Convention, expected: float) -> None:
    """What LexicalRichness 0.5.1, and what TAALED 0.32 (mtldo) and lexical-diversity 0.1.1 say of a note of our own."""
    assert mtld(NOTE.split(), convention=convention) == pytest.approx(expected)


def test_unknown_convention_or_threshold() -> None:
    """What MTLD can't be computed with is told, with what can."""
    with pytest.raises(ValueError, match=r"'koRpus'.*known: lexicalrichness, taaled"):
        mtld(["a"] * 200, convention="koRpus")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="threshold is 1; it lies between"):
        mtld(["a"] * 200, 1)


WORDS = st.lists(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=150)


def literal_mtld(words: list[str], threshold: float) -> float:
    """One direction, word by word, as LexicalRichness goes."""
    factors, stretch = 0.0, list[str]()
    for word in words:
        stretch.append(word)
        if len(set(stretch)) / len(stretch) <= threshold:
            factors, stretch = factors + 1, []
    if stretch:
        factors += (1 - len(set(stretch)) / len(stretch)) / (1 - threshold)
    return len(words) / (factors or 1)


@given(WORDS, st.sampled_from([0.5, 0.66, 0.72, 0.75]), st.integers(1, 60))
def test_equal_to_the_definitions(words: list[str], threshold: float, window: int) -> None:
    """MTLD and MATTR, computed from repeated words alone, are what going word by word gives."""
    both = literal_mtld(words, threshold), literal_mtld(words[::-1], threshold)
    assert mtld(words, threshold, shortest=1) == pytest.approx(sum(both) / 2)
    ratios = [len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)]
    assert mattr(words, window) == (pytest.approx(sum(ratios) / len(ratios)) if ratios else None)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=150))
def test_together_as_one_by_one(words: list[str]) -> None:
    """Measured together, the values are those of each measure."""
    found = measure_words(words)
    assert (found.ttr, found.root_ttr, found.hdd) == (ttr(words), root_ttr(words), hdd(words))
    assert (found.mattr, found.mtld) == (mattr(words), mtld(words))


@pytest.mark.parametrize("convention", ["lexicalrichness", "taaled"])
def test_every_word_new(convention: Convention) -> None:
    """Without any repeated word MTLD is the number of words, and the ratios are 1."""
    words = [f"w{i}" for i in range(120)]
    assert mtld(words, convention=convention) == 120
    assert [ttr(words), mattr(words), hdd(words)] == pytest.approx([1, 1, 1])


def test_partial_factor_reaches_the_threshold() -> None:
    """A factor closes when the ratio reaches the threshold, and the rest counts as a partial factor."""
    assert mtld(["a", "b"] * 60, threshold=0.5) == pytest.approx(4.0)


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdefgh"), min_size=100, max_size=200))
def test_values_stay_in_bounds(words: list[str]) -> None:
    """Ratios lie in (0, 1], and reversing a text changes none but by rounding."""
    for measure in (ttr, mattr, hdd):
        value = measure(words)
        assert value is not None
        assert 0 < value <= 1
        assert measure(words[::-1]) == pytest.approx(value)
    assert mtld(words) == pytest.approx(mtld(words[::-1]) or 0)
