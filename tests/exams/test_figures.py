"""Figures count what they say they count."""

from __future__ import annotations

from typing import Any

import pytest

from casewright.exams.catches import catches
from casewright.exams.figures import summarise_exam
from casewright.exams.goldens import golden
from casewright.exams.paper import Item, paper
from casewright.exams.running import Result
from casewright.exams.tables import render_exam
from casewright.measures.rates import rate
from casewright.types import Decision, Reason

ONE, OTHER = golden("en-01-f321-intake"), golden("es-01-f321-intake")


def result(base: Any, sort: Any, name: str, outcome: Any, *reasons: Reason, setting: Any = "generate") -> Result:
    item = Item(
        f"{base.id}.{name}" if name else base.id, base, sort, name, base.report, base.case.facts, base.case.code
    )
    return Result(item, setting, Decision(outcome, "gate", "exam", reasons))


LOST = Reason("fact", "not told: insomnia", target="f1")
DRUG = Reason("added", "lithium", target="lithium")
RESULTS = [
    result(ONE, "base", "", "accepted"),
    result(OTHER, "base", "", "rejected", LOST),
    result(ONE, "defect", "drug-added", "accepted"),
    result(OTHER, "defect", "drug-added", "rejected", LOST, DRUG),
    result(ONE, "edit", "paraphrase", "needs_review"),
    result(OTHER, "edit", "paraphrase", "rejected", LOST),
    result(ONE, "base", "", "accepted", setting="evaluate"),
    result(ONE, "defect", "drug-added", "rejected", DRUG, setting="evaluate"),
]


def test_false_accepts_are_counted_beside_what_is_fair() -> None:
    """A gate that refuses a golden gets no credit for refusing its defects."""
    figures = {(one.setting, one.sort, one.language): one for one in summarise_exam(RESULTS)}
    both = figures["generate", "defect", None]
    assert (both.wrong.hits, both.wrong.n) == (1, 2)
    assert (both.fair.hits, both.fair.n) == (1, 1)
    assert (both.moved.hits, both.moved.n) == (1, 2)
    assert figures["generate", "base", None].wrong.hits == 1
    assert (figures["generate", "edit", None].wrong.hits, figures["generate", "edit", "es"].wrong.hits) == (1, 0)


def test_who_noticed_what() -> None:
    """By operator and language: both settings, one of them, neither."""
    found = {one.language: one for one in catches(RESULTS)}
    assert (found["en"].both, found["en"].generate_only, found["en"].evaluate_only, found["en"].neither.hits) == (
        0,
        0,
        1,
        0,
    )
    assert (found["es"].generate_only, found["es"].neither.n) == (1, 1)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0), (1, 10, 0.0179, 0.4042)],
    ids=["none", "all", "one of ten"],
)
def test_intervals_are_wilsons(hits: int, n: int, low: float, high: float) -> None:
    """Published values of the score interval without continuity correction (Wilson 1927; Newcombe 1998)."""
    found = rate(hits, n)
    assert found.low == pytest.approx(low, abs=1e-3)
    assert found.high == pytest.approx(high, abs=1e-3)


def test_no_share_of_nothing() -> None:
    """Nothing is divided by none."""
    assert rate(0, 0).rate is None


def test_a_table_names_settings_operators_and_counts() -> None:
    """One line a figure, whatever there is to show."""
    text = render_exam(RESULTS)
    assert "with its case: defect" in text
    assert "evaluated alone: defect" in text
    assert "1 of 2 (0.09-0.91)" in text


def test_a_paper_holds_each_golden_once_with_its_defects_and_edits() -> None:
    """Ids differ, and those of defects name their base."""
    items = paper([ONE, OTHER])
    assert len({item.id for item in items}) == len(items)
    assert [item.id for item in items if item.sort == "base"] == [ONE.id, OTHER.id]
    assert all(item.id.startswith(item.base.id) for item in items)
