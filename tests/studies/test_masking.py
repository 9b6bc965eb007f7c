"""Masking hides what names a diagnosis, keeps every offset, and changes nothing when done twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.icd10 import table
from casewright.measures.privacy.spans import MASK
from casewright.studies.giveaways import giveaways
from casewright.studies.masking import mask
from casewright.types import Language

LANGUAGES = st.sampled_from(["en", "es"])
NAMING = ("major depressive disorder", "F32.1", "F33", "severe", "esquizofrenia", "panic", "fear of the next attack")
MARKS = ("█", ".", ";", ",", "\n\n", " ", "_", "9", "é", "\u0301", "\u200b", "-", "'")
PIECES = st.sampled_from([*NAMING, *MARKS, "no", "she is", "a", "I", "sin", "ánimo"])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES).map(" ".join))


@given(TEXTS, LANGUAGES)
def test_offsets_hold(text: str, language: Language) -> None:
    """The masked text is as long as the original, and differs only where a span says so, and never in white space."""
    masked = mask(text, language)
    hidden = {at for span in masked.spans for at in range(span.start, span.end)}
    assert len(masked.text) == len(text)
    for at, (before, after) in enumerate(zip(text, masked.text, strict=True)):
        assert after == (MASK if at in hidden and not before.isspace() else before)


@given(TEXTS, LANGUAGES)
def test_masking_twice_changes_nothing(text: str, language: Language) -> None:
    """What is masked gives nothing away any more, wherever the masks fall."""
    once = mask(text, language).text
    assert mask(once, language).text == once


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_title_survives_with_what_tells_it_apart(language: Language) -> None:
    """Of the title of every category of chapter V no word is left that fewer than half of the blocks have."""
    codes = table()
    for code in codes.codes():
        title = codes.title(code, language)
        if title.language == language:
            left = mask(title.text, language).text.casefold().split()
            assert not {word.strip(",;:()[]") for word in left} & giveaways(language).titles


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Dx: F32.1, moderate.", "en", "Dx: █████, ████████."),
        ("Known schizophrenia.", "en", "Known █████████████."),
        ("DSM code 296.33, 300 mg daily.", "en", "DSM code ██████, 300 mg daily."),
        ("Sin esquizofrenia.", "es", "Sin █████████████."),
        ("Muy ansiosa hoy.", "es", "Muy ███████ hoy."),
        ("He weeps every morning.", "en", "He weeps every morning."),
    ],
)
def test_what_names_it_goes_and_what_shows_it_stays(text: str, language: Language, expected: str) -> None:
    """Codes, diagnoses in any context, graded and inflected title words are hidden; findings are not."""
    assert mask(text, language).text == expected


def test_runs_of_a_rubric_are_hidden() -> None:
    """Three words in a row that a criterion asks with are masked as such."""
    spans = mask("Are at least two of depressed mood, loss of interest described as current?", "en").spans
    assert any(span.kind == "rubric" for span in spans)


def test_an_empty_text_has_nothing_masked() -> None:
    """No division by nothing."""
    assert mask("", "en").share == 0.0
