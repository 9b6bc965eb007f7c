"""Near-duplicates of a set, against comparing all pairs."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.sets.grams import Grams
from casewright.measures.diversity.sets.twins import find_twins, twin_figures


def brute(reports: list[list[str]], floor: float) -> list[int]:
    """The smallest place that is linked to each report."""
    sets = [
        {tuple(one[i : i + 5]) for i in range(max(1, len(one) - 4))} if one else set[tuple[str, ...]]()
        for one in reports
    ]
    names = list(range(len(reports)))
    for i in range(len(reports)):
        for j in range(i):
            if sets[i] and sets[j] and len(sets[i] & sets[j]) / len(sets[i] | sets[j]) > floor:
                low, high = sorted((names[i], names[j]))
                names = [low if name == high else name for name in names]
    return names


@given(st.integers(0, 10**6), st.sampled_from([0.8, 0.5, 0.3]))
def test_links_are_those_of_all_pairs(seed: int, floor: float) -> None:
    """Reports that differ in some words, from none to most, with short and empty ones among them."""
    dice = random.Random(seed)
    bases = [[f"w{dice.randrange(40)}" for _ in range(dice.choice([0, 3, 12, 40]))] for _ in range(3)]
    reports = []
    for _ in range(10):
        change = dice.choice([0, 0, 0.02, 0.05, 0.2])
        reports.append([f"x{dice.random()}" if dice.random() < change else word for word in dice.choice(bases)])
    assert find_twins(Grams(reports), floor).tolist() == brute(reports, floor)


def test_the_share_of_reports_that_have_one() -> None:
    """Two of three; none of fewer than two."""
    text = [f"w{i}" for i in range(60)]
    twins = find_twins(Grams([text, [*text, "more"], ["else"] * 60]))
    assert twin_figures(twins, np.ones(3, dtype=bool))["near_duplicates"] == pytest.approx(2 / 3)
    assert twin_figures(twins, np.array([True, False, True]))["near_duplicates"] == 0.0
    assert twin_figures(twins, np.array([True, False, False]))["near_duplicates"] is None
