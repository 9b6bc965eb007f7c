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

from casewright.measures.diversity.lexical import hdd, mattr, mtld, ttr

OURS: Mapping[str, Callable[[list[str], Mapping[str, Any]], float | None]] = {
    "ttr": lambda words, _: ttr(words),
    "mattr": lambda words, p: mattr(words, p["window"]),
    "mtld": lambda words, p: mtld(words, p["threshold"], shortest=1),
    "hdd": lambda words, p: hdd(words, p["draws"]),
}


def test_published_values(data_dir: Path) -> None:
    """The values that LexicalRichness and quanteda publish in their tests."""
    lines = (data_dir / "vectors" / "lexdiv_published.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["metric"] in OURS]
    assert len(rows) >= 11
    for row in rows:
        assert OURS[row["metric"]](row["tokens"], row["params"]) == pytest.approx(row["expected"], abs=row["tol"])


def test_korpus_sample(data_dir: Path) -> None:
    """koRpus's sample text, rounded to two decimals there."""
    sample = json.loads((data_dir / "vectors" / "korpus_sample.json").read_text(encoding="utf-8"))
    words, table = sample["tokens"], sample["expected_table"]
    assert ttr(words) == pytest.approx(table["TTR"], abs=0.005)
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
