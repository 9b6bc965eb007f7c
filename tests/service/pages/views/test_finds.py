"""What code looks for, in words, with what a report answers."""

from __future__ import annotations

from casewright.rubrics.checks import observe
from casewright.service.pages.views.finds import finds_of
from casewright.types import Report, Section

TREE = {"count": {"min": 2}, "of": [{"concept": "depressed-mood"}, {"not": {"concept": "insomnia"}}]}


def test_a_tree_is_told_in_words() -> None:
    """Without a report nothing is answered."""
    found = finds_of(TREE)
    assert found
    assert (found.says, found.answer) == ("at least 2 of", None)
    assert [one.says for one in found.below] == ["concept: depressed-mood", "not"]
    assert found.below[1].below[0].says == "concept: insomnia"


def test_each_part_says_what_the_report_answers_and_where() -> None:
    """Places are code points of the text."""
    text = "Mood is low for 3 weeks. She sleeps well."
    report = Report(text, (Section("present-illness", 0, len(text)),))
    found = finds_of(TREE, observe(report, frozenset({"depressed-mood", "insomnia"})))
    assert found
    mood = found.below[0]
    assert mood.answer == "present"
    assert "low" in text[slice(*mood.shown[0])]


def test_a_criterion_for_judges_alone_has_no_tree() -> None:
    """There is nothing for code to find."""
    assert finds_of({}) is None
