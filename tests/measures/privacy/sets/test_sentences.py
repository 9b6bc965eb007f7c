"""What figures say in words."""

from __future__ import annotations

from casewright.measures.figure import Figure
from casewright.measures.privacy.sets import exposure, make_canaries, read_figures


def test_a_holdout_share_is_read_by_its_interval() -> None:
    """Nearer only where the interval lies above one half."""
    near, chance = Figure(0.7, 90, 0.6, 0.8), Figure(0.7, 9, 0.4, 0.9)
    assert "are nearer to the corpus than to held-out notes (70%" in read_figures({"holdout_share": near})[0]
    assert "no nearer to the corpus than by chance" in read_figures({"holdout_share": chance})[0]
    assert read_figures({"holdout_share": Figure(None, 0)}) == ()


def test_an_attack_tells_or_does_not() -> None:
    """By the lower end."""
    said = read_figures({"maximum.auc": Figure(0.6, 90, 0.55, 0.65), "mean.auc": Figure(0.6, 9, 0.45, 0.75)})
    assert said[0].startswith("An attack by the nearest report tells notes")
    assert said[1].startswith("An attack by all reports together does not tell notes")


def test_canaries_that_nobody_copied_leave_a_bound() -> None:
    """What 0 of 60 leaves, and an exposure that is no more than blind."""
    said = read_figures(exposure(["a report without any"], make_canaries(60, 1)))
    assert "0 of 60 canaries are found word for word; at 95 % that leaves at most 4.9%." in said
    assert said[-1].endswith("bits, not told from the 1.44 of canaries that nobody copied.")
