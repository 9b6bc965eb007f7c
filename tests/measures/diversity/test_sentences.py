"""Sentences of notes: abbreviations, lists, headings and broken lines, in English and Spanish."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.sentences import describe_sentences, sentence_lengths


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        pytest.param("She sleeps badly. She eats little!", [3, 3], id="prose"),
        pytest.param("Seen by Dr. Vale and Ms. Orr today. Calm.", [8, 1], id="titles"),
        pytest.param("La Dra. Soto ve al Sr. Gil. Está tranquilo.", [7, 2], id="titles-es"),
        pytest.param("Ansiedad, p. ej. En casa. Duerme.", [5, 1], id="for-example-es"),
        pytest.param("Referred to J. Marsh. He agrees.", [4, 2], id="initials"),
        pytest.param("Weight 72.5 kg. PHQ-9 was 14.", [3, 3], id="decimals"),
        pytest.param("Room no. 12 on Oct. 4 at noon.", [8], id="numbers-after-a-stop"),
        pytest.param("Sertraline 50 mg b.i.d. Review soon.", [4, 2], id="dotted-at-the-end"),
        pytest.param("Slept at 4 a.m. and woke late.", [7], id="dotted-inside"),
        pytest.param("He paused... then spoke. Fine.", [4, 1], id="ellipsis"),
        pytest.param("«¿Qué hago?» ¡No lo sé! Llora.", [2, 3, 1], id="spanish-marks"),
        pytest.param("Plan:\n- sertraline 50 mg\n- review in two weeks\n", [3, 4], id="list"),
        pytest.param("1. Low mood. 2. Poor sleep.", [2, 2], id="numbered-in-one-line"),
        pytest.param("1) Low mood\n2) Poor sleep", [2, 2], id="numbered-lines"),
        pytest.param("a) low mood\nb) poor sleep", [2, 2], id="lettered-lines"),
        pytest.param("MENTAL STATUS\nAlert and calm.", [3], id="heading-capitals"),
        pytest.param("MENTAL STATUS\nalert and calm.", [3], id="heading-before-small-letters"),
        pytest.param("## Plan\nReview soon.", [2], id="heading-markdown"),
        pytest.param("Mental status\n\nAlert and calm.", [3], id="heading-alone"),
        pytest.param("Exploración psicopatológica: Consciente y orientado.", [3], id="label"),
        pytest.param("She was brought in\nby her brother after\na quarrel. Calm now.", [10, 2], id="hard-wrapped"),
        pytest.param("Denies suicidal ideation\nSleeps well", [3, 2], id="lines-without-stops"),
        pytest.param("睡眠不好。心情低落。", [1, 1], id="ideographs"),
        pytest.param("... !!! -- ", [], id="no-words"),
        pytest.param("", [], id="empty"),
    ],
)
def test_sentence_lengths(text: str, lengths: list[int]) -> None:
    """Lengths are what a reader of the note would count."""
    assert sentence_lengths(text) == lengths


def test_statistics() -> None:
    """Count, mean and standard deviation; none without a sentence."""
    assert describe_sentences("One two. Three four five six.") == {"count": 2, "mean": 3, "sd": 1}
    assert describe_sentences("—") == {}


@given(st.text())
def test_no_word_is_counted_twice(text: str) -> None:
    """Whatever the text, lengths are positive and add up to no more than its words."""
    lengths = sentence_lengths(text)
    assert all(length > 0 for length in lengths)
    assert sum(lengths) <= len(text.split()) + sum(text.count(mark) for mark in "。！？")


@pytest.mark.parametrize(
    "sign", [".", "!", "*", "- ", "(", "a/", "a:", "\n", "A\n\n", "x\n", ". ", ".) ", "1. ", "A. "]
)
def test_time_is_linear(sign: str) -> None:
    """A hundred thousand of one sign, with or without a word after them, are read at once."""
    began = time.process_time()
    sentence_lengths(sign * 100_000)
    sentence_lengths(sign * 100_000 + " Fine")
    assert time.process_time() - began < 5
