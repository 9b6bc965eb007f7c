"""A score that can't be, or that is read wrongly."""

from __future__ import annotations

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators.intrusions.scale_out_of_band import misread_scale
from casewright.exams.operators.intrusions.scales import ratings
from casewright.exams.word_bank import bank
from casewright.facts import check_facts
from casewright.rubrics.matching import find_mentions
from casewright.vocabulary.concepts import concepts


@pytest.mark.parametrize("one", goldens()[::3], ids=lambda one: one.id)
def test_the_fact_check_sees_it_and_saw_nothing_before(one: Base) -> None:
    """Its own table of ranges and bands agrees with ours."""
    assert not [
        item for item in check_facts(one.case, one.report, find_mentions(one.report)).added if item.kind == "scale_band"
    ]
    for seed in range(3):
        report = misread_scale(one, seed).report
        kinds = {item.kind for item in check_facts(one.case, report, find_mentions(report)).added}
        assert "scale_band" in kinds


def test_the_fact_has_the_score_that_is_written() -> None:
    """Beside the name, in both languages."""
    for name, concept in (("en-11-f411-progress", "gad-7"), ("es-03-f321-progress", "phq-9")):
        for seed in range(6):
            defect = misread_scale(golden(name), seed)
            (fact,) = [fact for fact in defect.facts or () if fact.concept == concept]
            assert fact.quantity is not None
            rest = defect.report.text.split(ratings()[concept].name)[1]
            assert f"{fact.quantity.value:g} " in rest[:12]


def test_every_scale_has_a_source_and_sound_bands() -> None:
    """No number without one; bands lie within the range and don't overlap."""
    for name, entry in bank("rating_scales")["scales"].items():
        assert concepts()[name].category == "scale"
        assert len(entry["source"]) > 20
        rating, seen = ratings()[name], set[int]()
        for band, (low, high) in rating.bands.items():
            assert rating.low <= low <= high <= rating.high
            assert seen.isdisjoint(range(low, high + 1))
            assert rating.far(band) != band
            seen.update(range(low, high + 1))
