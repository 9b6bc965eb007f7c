"""Why a run ended is told without a figure of overlap."""

from __future__ import annotations

from casewright.service.records import ending_why


def test_which_check_of_overlap_stopped_how_many_samples_is_not_told() -> None:
    why = "F32.1: none of 15; most often in the way: uncovered (15 of 15), {}, stated (2 of 15); F41.1: none of 9"
    checks = "overlap:longest_run (15 of 15), overlap:containment_8 (3 of 15)"
    assert ending_why(why.format(checks)) == why.format("overlap")


def test_other_endings_are_told_as_they_are() -> None:
    why = "uncovered:severe-picture (15 of 15), overlapping (2 of 15)"
    assert ending_why(why) == why
