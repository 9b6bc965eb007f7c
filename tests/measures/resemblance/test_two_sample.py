"""The classifier two-sample test: it tells what differs, and finds nothing where nothing does."""

from __future__ import annotations

import random

import pytest

from casewright.measures.resemblance import TwoSample, two_sample

WORDS = [a + b for a in ("sleep", "mood", "fear", "voice", "meal", "work", "walk", "talk") for b in "abcdefgh"]


def texts(seed: int, count: int, extra: str = "") -> list[str]:
    dice = random.Random(seed)
    return [" ".join([*dice.sample(WORDS, 12), *([extra] if extra else [])]) for _ in range(count)]


def names(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{i}" for i in range(count)]


def told(first: list[str], second: list[str]) -> TwoSample:
    return two_sample(first, second, names("r", len(first)), names("s", len(second)), seed=4)


def test_a_phrase_gives_them_away() -> None:
    """One side always says what the other never says."""
    found = told(texts(1, 30, "hereby seen and signed by me"), texts(2, 40))
    assert (found.accuracy.value, found.accuracy.n) == (1.0, 60)
    assert found.auc.value == pytest.approx(1.0)
    assert found.p.value is not None
    assert found.p.value < 1e-6


def test_texts_of_one_kind_can_not_be_told() -> None:
    """The interval holds 0.5."""
    found = told(texts(3, 60), texts(4, 60))
    assert found.accuracy.low is not None
    assert found.accuracy.high is not None
    assert found.accuracy.low < 0.5 < found.accuracy.high
    assert found.p.value is not None
    assert found.p.value > 0.05


@pytest.mark.parametrize("same", ["text", "group"])
def test_duplicates_and_patients_are_not_split_between_training_and_test(same: str) -> None:
    """Each text stands three times (or three texts of a patient share a word): learning it by heart is no use."""
    first, second = texts(5, 20), texts(6, 20)
    if same == "text":
        sides = [one * 3 for one in (first, second)]
        groups = [names("a", 60), names("b", 60)]
    else:
        sides = [[f"{text} {side}mark{i}" for _ in range(3) for i, text in enumerate(texts(s, 20))]
                 for side, s in (("x", 7), ("y", 8))]  # fmt: skip
        groups = [names("a", 20) * 3, names("b", 20) * 3]
    found = two_sample(*sides, *groups, seed=0)
    assert found.accuracy.value is not None
    assert found.accuracy.value < 0.75
    assert found.accuracy.n == 120


def test_too_few_texts_are_said() -> None:
    """Nine a side, or many copies of nine."""
    for first in (texts(1, 9), texts(1, 9) * 3):
        found = told(first, texts(2, 30))
        assert found.accuracy.value is None
        assert found.accuracy.note == "not estimable: 9 different texts on a side, 10 are needed"
    assert told([], texts(2, 30)).auc.value is None
