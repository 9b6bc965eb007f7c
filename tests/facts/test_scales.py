"""Scores are read beside the names of their scales and held against published bands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.facts.reading import Passage
from casewright.facts.scales import band_problems
from casewright.types import Language
from casewright.vocabulary import concepts
from casewright.vocabulary.scales import scale_table

Read = Callable[..., tuple[Passage, ...]]


def _problems(passages: tuple[Passage, ...], language: Language = "en") -> list[str]:
    return [
        item.message
        for passage in passages
        for item in band_problems(passage.sentence, passage.scores, language)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("PHQ-9 16.", "phq-9", 16),
        ("The PHQ-9 score was 16 out of 27.", "phq-9", 16),
        ("She scored 16 on the PHQ-9.", "phq-9", 16),
        ("GAD-7 today: 12/21.", "gad-7", 12),
        ("HDRS-17 of twenty.", "ham-d", 20),
        ("Hamilton Depression Rating Scale: 20.", "ham-d", 20),
        ("Scores 29 on the Mini-Mental State Examination.", "mmse", 29),
        ("AUDIT 22.", "audit", 22),
    ],
)
def test_scores_are_read(read: Read, text: str, scale: str, value: float) -> None:
    """A scale's own digits are part of its name; the score stands before or behind it."""
    (passage,) = read(text)
    assert [(score.scale.id, score.value) for score in passage.scores] == [(scale, value)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("PHQ-9 16, indicating mild depression.", "en"),
        ("The PHQ-9 score was 16, in the mild range.", "en"),
        ("PHQ-9 score 16 (severe).", "en"),
        ("Mild depression (PHQ-9 16).", "en"),
        ("GAD-7 18, which suggests moderate anxiety.", "en"),
        ("PHQ-9 de 16 puntos, que indica depresión leve.", "es"),
        ("Hamilton de depresión: 9 (grave).", "es"),
        ("MMSE 28, showing severe impairment.", "en"),
    ],
)
def test_a_band_that_does_not_fit_is_found(read: Read, text: str, language: Language) -> None:
    """The word beside a score has to be one that a published reading gives it."""
    assert len(_problems(read(text, language), language)) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("PHQ-9 16, indicating moderately severe depression.", "en"),
        ("PHQ-9 16. Mild headaches.", "en"),
        ("PHQ-9 16, mild insomnia.", "en"),
        ("HAM-D 18 (moderate).", "en"),
        ("HAM-D 14 (mild).", "en"),
        ("HAM-D 14 (moderate).", "en"),
        ("PHQ-9 de 16, moderadamente grave.", "es"),
        ("YMRS 3, within normal limits.", "en"),
    ],
)
def test_a_band_that_fits_passes(read: Read, text: str, language: Language) -> None:
    """Where two published readings differ either may be used; a word about something else is left alone."""
    assert _problems(read(text, language), language) == []


def test_a_score_outside_its_scale_is_found(read: Read) -> None:
    """No PHQ-9 reaches 30."""
    assert _problems(read("PHQ-9 30.")) == ["phq-9 30 is outside its range 0 to 27"]


def test_an_audit_of_records_is_no_scale(read: Read) -> None:
    """AUDIT is a scale only in capitals."""
    (passage,) = read("An audit of 12 records was made.")
    assert passage.scores == ()


def test_every_scale_of_the_vocabulary_has_its_range_and_sources() -> None:
    """The table covers the vocabulary's scales, and every band lies inside its range and names its source."""
    scales = {name for name, entry in concepts().items() if entry.category == "scale"}
    assert scales == set(scale_table())
    for scale in scale_table().values():
        assert all(scale.low <= band.low <= band.high <= scale.high for bands in scale.readings for band in bands)
        assert scale.sources
        assert all(scale.sources)
