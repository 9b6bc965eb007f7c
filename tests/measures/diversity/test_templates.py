"""Skeletons of sentences, first sentences and headings."""

from __future__ import annotations

import pytest

from casewright.measures.diversity.templates import list_headings, list_skeletons, opening, skeleton
from casewright.types import Language


@pytest.mark.parametrize(
    ("sentence", "language", "signs"),
    [
        ("She has felt very low for 6 weeks.", "en", "she has _ very _ for # _"),
        ("He has slept very badly for 3 months.", "en", "he has _ very _ for # _"),
        ("Desde hace 3 meses no duerme más que él.", "es", "desde _ # _ no _ mas que el"),
        ("Mood low, sleep poor.", "en", "_"),
        ("", "en", ""),
    ],
)
def test_content_is_taken_out_and_the_frame_stays(sentence: str, language: Language, signs: str) -> None:
    """Accents and case don't matter; a run of content is one sign, a number another."""
    assert " ".join(skeleton(sentence, language)) == signs


def test_only_sentences_with_a_frame_count() -> None:
    """Four function words or more: telegraphic lines are alike by chance."""
    text = "Mood low. She was not sure of it.\nSleep: poor\nHe had been there with them!"
    assert list_skeletons(text, "en") == [
        ("she", "was", "not", "_", "of", "it"), ("he", "had", "been", "there", "with", "them"),
    ]  # fmt: skip


def test_the_opening_is_behind_its_heading() -> None:
    """Short headings and lines are stepped over."""
    text = "Reason for visit:\nNo.\nShe came with her brother in June."
    assert opening(text, "en") == ("she", "_", "with", "her", "_", "in", "_")
    assert opening("History: She came with her brother.", "en") == ("she", "_", "with", "her", "_")
    assert opening("Fine.", "en") == ()


def test_headings_are_what_stands_before_a_colon_at_a_line_s_start() -> None:
    """Markdown's signs don't make another heading."""
    assert list_headings("## Mental status:\nCalm.\n**Plan**: rest\nShe said: no") == (
        "mental status", "plan", "she said",
    )  # fmt: skip
    assert list_headings("No heading here. Time 10:30.") == ()
