"""What a set copies, beside what real notes have of each other."""

from __future__ import annotations

import numpy as np
import pytest

from casewright.measures.privacy.sets import compare_all, measure_set_privacy, read_figures
from casewright.types import Privacy

REAL = {
    "longest_run": np.arange(200) % 10,
    "nearest": np.linspace(0.5, 0.9, 200),
    "containment_8": np.zeros(50),
}


def sample(run: int = 4, nearest: float = 0.7, bleu: float | None = 0.1) -> Privacy:
    return Privacy("a corpus", run, 0.0, 0.0, nearest, nearest_bleu=bleu)


def test_copies_are_counted_with_their_interval() -> None:
    """Twelve words in a row, fifty, and approximate copies."""
    found = measure_set_privacy([sample()] * 97 + [sample(12), sample(60), sample(4, bleu=0.8)])
    assert found["verbatim_copies"].value == pytest.approx(0.02)
    assert found["memorised"].value == pytest.approx(0.01)
    copies = found["approximate_copies"]
    assert (copies.value, copies.n) == (0.01, 100)
    assert copies.low == pytest.approx(0.00025, abs=1e-5)
    assert copies.high == pytest.approx(0.05446, abs=1e-5)


def test_nothing_found_has_its_bound() -> None:
    """0 of 100 is at most 3 %."""
    found = measure_set_privacy([sample()] * 100)["memorised"]
    assert found.value == 0
    assert found.high == pytest.approx(0.0295, abs=1e-4)


def test_nearer_than_real_notes_is_more_like_the_corpus() -> None:
    """A small distance and a long run point the same way."""
    found = measure_set_privacy([sample(20, 0.2)] * 30 + [sample(21, 0.3)] * 30, REAL)
    assert found["nearest.auc"].value == 1
    assert found["longest_run.auc"].value == 1
    assert found["nearest.above_real"].value == 1
    assert found["nearest.most"].value == pytest.approx(0.2)
    said = read_figures(found)
    assert any(line.startswith("By distance to the nearest note, the reports are more like") for line in said)


def test_a_set_like_the_real_notes_is_not_told_apart() -> None:
    """And one in a hundred of it lies beyond their line, or none."""
    runs = [sample(int(run), float(near)) for run, near in zip(REAL["longest_run"], REAL["nearest"], strict=True)]
    found = measure_set_privacy(runs, REAL)
    assert found["nearest.auc"].value == pytest.approx(0.5)
    assert (found["nearest.above_real"].value or 0) <= 0.01
    assert "By the longest verbatim run, the reports are not told apart from other real notes (AUC 0.50" in "".join(
        read_figures(found)
    )


def test_too_few_real_notes_draw_no_line() -> None:
    """A 99th percentile takes a hundred."""
    found = measure_set_privacy([sample()], REAL)
    assert found["containment_8.above_real"].value is None
    assert "takes 100" in found["containment_8.above_real"].note


def test_without_real_notes_only_what_needs_none_is_told() -> None:
    """The mean and the greatest; the rest says why it isn't there."""
    found = measure_set_privacy([sample(), sample(5)])
    assert found["longest_run.mean"].value == 4.5
    assert found["longest_run.auc"].value is None
    assert any("can't be told" in line for line in read_figures(found))


def test_reports_that_were_compared_with_nothing_dont_count() -> None:
    """They aren't counted as clean."""
    found = measure_set_privacy([Privacy(None, None, None, None, None)])
    assert (found["verbatim_copies"].value, found["verbatim_copies"].n) == (None, 0)


def test_a_set_is_held_against_itself_by_its_own_index() -> None:
    """The values of an index of the set go in the place of the screen's."""
    found = compare_all({"longest_run": np.array([3, 4, 30])}, REAL)
    assert set(found) == {f"longest_run.{what}" for what in ("mean", "most", "above_real", "auc")}
