"""BLEU against published values, frozen values of nltk, and what follows from its definition."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.bleu import bleu, bleu_scores, corpus_bleu

TEXTS = st.lists(st.sampled_from("abcd"), max_size=12)


def split_13a(line: str) -> list[str]:
    """sacrebleu's tokenizer 13a, as far as plain sentences need it."""
    line = re.sub(r"([{-~\[-` -&(-+:-@/])", r" \1 ", f" {line} ")
    line = re.sub(r"([^0-9])([.,])", r"\1 \2 ", line)
    line = re.sub(r"([.,])([^0-9])", r" \1 \2", line)
    return re.sub(r"([0-9])(-)", r"\1 \2 ", line).split()


def split_intl(line: str) -> list[str]:
    """sacrebleu's tokenizer intl, without symbols: punctuation parts unless a digit is on both its sides."""
    marked = ""
    for i, sign in enumerate(line):
        inside = 0 < i < len(line) - 1 and line[i - 1].isdigit() and line[i + 1].isdigit()
        marked += f" {sign} " if unicodedata.category(sign).startswith("P") and not inside else sign
    return marked.split()


SPLITS: Mapping[str, Callable[[str], list[str]]] = {"none": str.split, "13a": split_13a, "intl": split_intl}


def test_published_values(data_dir: Path) -> None:
    """The values that sacrebleu publishes in its tests, by its three tokenizers; a percentage there."""
    rows = [json.loads(line) for line in (data_dir / "vectors" / "bleu.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 6
    for row in rows:
        raw = row["metric"].startswith("raw")
        split = SPLITS["none" if raw else row["params"].get("tokenize", "13a")]
        references = [list(map(split, several)) for several in zip(*row["refs"], strict=True)]
        value = corpus_bleu(list(map(split, row["hyps"])), references, epsilon=0.01 if raw else 0.0)
        assert (value if raw else 100 * value) == pytest.approx(row["expected"], abs=row["tol"])


@pytest.mark.parametrize(
    ("candidate", "references", "expected"),
    [
        pytest.param(
            "she sleeps badly and eats little since march",
            ["she sleeps badly since march and eats little", "he eats little and sleeps well"],
            (1.0, 0.8451542547285166, 0.6197980942410934, 0.2626909894424158),
            id="reordered",
        ),
        pytest.param(
            "the the the the",
            ["the calm patient is the one by the door"],
            (0.21487859764514256, 0.04530038593210294, 0.03086279366080658, 0.030294193903784135),
            id="repeated",
        ),
        pytest.param(
            "calm",
            ["calm and clear", "he was seen"],
            (0.1353352832366127, 0.04279677428117006, 0.029157102899024897, 0.024066394763145416),
            id="one-word",
        ),
        pytest.param(
            "no plan was made",
            ["no intent and no plan was ever made by him", "a plan"],
            (1.0, 0.816496580927726, 0.6933612743506347, 0.4272870063962341),
            id="two-lengths",
        ),
        pytest.param("afebrile", ["she was seen"], (0, 0, 0, 0), id="nothing-shared"),
    ],
)
def test_frozen_values(candidate: str, references: list[str], expected: tuple[float, ...]) -> None:
    """nltk's sentence_bleu (3.10, method1) on sentences of our own."""
    assert bleu_scores(candidate.split(), list(map(str.split, references))) == pytest.approx(expected, abs=1e-12)


@pytest.mark.slow  # importing nltk takes seconds
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_agrees_with_nltk(candidate: list[str], references: list[list[str]]) -> None:
    """The same digits as the library that a user would take instead."""
    from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu

    for n, value in enumerate(bleu_scores(candidate, references), start=1):
        theirs = sentence_bleu(references, candidate, (1 / n,) * n, SmoothingFunction().method1)
        assert value == pytest.approx(theirs, abs=1e-12)


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_bounds_and_order(candidate: list[str], references: list[list[str]]) -> None:
    """BLEU lies in [0, 1], whatever the order of the references; of a text held against itself BLEU-1 is 1."""
    value = bleu(candidate, references)
    assert 0 <= value <= 1
    assert value == bleu(candidate, references[::-1])
    assert bleu(candidate, [*references, candidate], max_n=1) == pytest.approx(1 if candidate else 0)


def test_without_smoothing() -> None:
    """Unsmoothed, an order without a match makes BLEU zero."""
    assert bleu(list("abcd"), [list("acbd")], epsilon=0) == 0
    assert bleu(list("abcd"), [list("acbd")]) > 0


def test_nothing_to_compare() -> None:
    """Without tokens or references BLEU is zero rather than an error."""
    assert bleu_scores([], [["a"]]) == bleu_scores(["a"], []) == bleu_scores([], []) == (0, 0, 0, 0)
    assert corpus_bleu([], []) == 0
