"""What the checks cost and what they rest on."""

from __future__ import annotations

import pytest

from casewright.rubrics.checks import observe, observing_fingerprint
from casewright.rubrics.checks.observing import CHECKS
from casewright.rubrics.checks.phrases import read_table
from casewright.rubrics.matching import find_mentions, matching_fingerprint
from casewright.types import Report
from casewright.vocabulary import concepts

TEXT = "A 45-year-old man on sertraline 5000 mg daily. He denies suicidal ideation."


def test_every_concept_of_quality_has_its_check() -> None:
    """No term finds such a concept, so a check must."""
    assert set(CHECKS) == {name for name, item in concepts().items() if item.category == "quality"}


def test_what_nobody_asks_is_not_checked() -> None:
    """Without a concept of a check, nothing but the matcher runs."""
    report = Report(TEXT, ())
    assert observe(report, {"sertraline"}) == find_mentions(report)


def test_what_is_observed_stands_in_the_order_of_the_text() -> None:
    """Found and derived mentions together, the matcher's all kept."""
    report = Report(TEXT, ())
    seen = observe(report, CHECKS)
    assert [item.start for item in seen] == sorted(item.start for item in seen)
    assert set(find_mentions(report)) <= set(seen)


@pytest.mark.parametrize("text", ["", " ", "█████", "1-0-1", "PHQ-9", "31/02/2024 (", "a" * 3000])
def test_odd_texts_break_no_check(text: str) -> None:
    """Whatever a text holds, a check answers."""
    for language in ("en", "es"):
        assert observe(Report(text, (), language=language), CHECKS) is not None


def test_the_fingerprint_covers_more_than_the_matcher() -> None:
    """A certificate of a critic that reads checks speaks for their code and data too."""
    assert observing_fingerprint() != matching_fingerprint()


def test_every_drug_of_the_table_is_a_drug_with_a_source() -> None:
    """Its concept exists and takes doses; its figure names where it is from."""
    table = read_table("doses.yaml")
    for name, entry in table["drugs"].items():
        assert "dose" in concepts()[name].quantity
        assert entry["source"] in table["sources"]
        assert entry["max"] > 0


def test_every_list_of_words_names_its_source() -> None:
    """Guidance is cited list by list."""
    table = read_table("stigma.yaml")
    assert set(table["lists"]) - {"mask"} == set(table["sources"])
