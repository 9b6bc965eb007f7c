"""What a budget is spent on first."""

from __future__ import annotations

from casewright.exams.examining.budget import sample_criteria


def test_what_decides_is_asked_before_what_only_documents() -> None:
    """A budget for two criteria goes to those that support or contradict."""
    sizes = {("a", "h1"): 5, ("b", "h2"): 5, ("c", "h3"): 5}
    families = {("a", "h1"): "documents/risk", ("b", "h2"): "contradicts/diagnosis", ("c", "h3"): "supports/diagnosis"}
    assert sample_criteria(sizes, families, 10, 0) == {("b", "h2"), ("c", "h3")}
    assert sample_criteria(sizes, families, 15, 0) == set(sizes)
