"""Vendi score, mean similarity and dispersion: known values and bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.sets.grams import Grams
from casewright.measures.diversity.sets.similarity import kernel, mean_similarity, vector_figures, vendi_score

REPORTS = st.lists(st.lists(st.sampled_from("abcd"), max_size=10), min_size=1, max_size=6)


@pytest.mark.parametrize("n", [1, 2, 7])
def test_vendi_of_the_same_is_one_and_of_strangers_n(n: int) -> None:
    """The authors' two ends."""
    assert vendi_score(np.ones((n, n))) == pytest.approx(1.0)
    assert vendi_score(np.eye(n)) == pytest.approx(n)
    assert vendi_score(np.zeros((0, 0))) == 0.0


def test_vendi_of_two_groups_counts_groups() -> None:
    """Three and three of a kind are two things; five and one are fewer, as the one is rare."""
    even, uneven = np.kron(np.eye(2), np.ones((3, 3))).astype(np.float64), np.zeros((6, 6))
    uneven[:5, :5] = uneven[5, 5] = 1
    assert vendi_score(even) == pytest.approx(2.0)
    assert vendi_score(uneven) == pytest.approx(np.exp(-(5 / 6 * np.log(5 / 6) + 1 / 6 * np.log(1 / 6))))


@given(REPORTS, st.sampled_from([(1, 2), (5,)]))
def test_the_kernel_is_the_mean_cosine_of_counts(reports: list[list[str]], orders: tuple[int, ...]) -> None:
    """Against plain dot products; the score lies between one and n."""
    found = kernel(Grams(reports), orders)

    def counts(words: list[str], n: int) -> dict[tuple[str, ...], int]:
        grams = [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]
        return {gram: grams.count(gram) for gram in grams}

    def cosine(one: dict[tuple[str, ...], int], other: dict[tuple[str, ...], int]) -> float:
        norm = np.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
        return sum(value * other.get(gram, 0) for gram, value in one.items()) / norm if norm else 0.0

    for i, one in enumerate(reports):
        for j, other in enumerate(reports):
            mean = sum(cosine(counts(one, n), counts(other, n)) for n in orders) / len(orders)
            assert found[i, j] == pytest.approx(1.0 if i == j else mean)
    assert 1 - 1e-9 <= vendi_score(found) <= len(reports) + 1e-9


def test_means_need_two() -> None:
    """Of one thing nothing can be like another."""
    assert mean_similarity(np.eye(1)) is None
    assert mean_similarity(np.array([[1, 0.5], [0.5, 1]])) == pytest.approx(0.5)


def test_dispersion_of_vectors() -> None:
    """Opposite vectors are two apart, equal ones nought."""
    opposite = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert vector_figures(opposite, np.ones(2, dtype=bool))["dispersion"] == pytest.approx(2.0)
    assert vector_figures(np.ones((3, 3)), np.ones(3, dtype=bool)) == {
        "dispersion": pytest.approx(0.0), "vendi_meanings_share": pytest.approx(1 / 3),
    }  # fmt: skip
