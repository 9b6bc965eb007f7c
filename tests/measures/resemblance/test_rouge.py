"""ROUGE-L: the values of Lin's own example, and the definition as a table of subsequences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.resemblance import rouge_l

tokens = st.lists(st.sampled_from("abcde"), max_size=12)


def naive(one: list[str], other: list[str]) -> int:
    """Longest common subsequence by dynamic programming."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = row[:]
        for j, b in enumerate(other):
            row[j + 1] = before[j] + 1 if a == b else max(row[j], before[j + 1])
    return row[-1]


@pytest.mark.parametrize(("candidate", "f1"), [("police kill the gunman", 0.75), ("the gunman kill police", 0.5)])
def test_lins_example(candidate: str, f1: float) -> None:
    """Lin 2004, section 3.1: 3/4 and 2/4 against "police killed the gunman"."""
    assert rouge_l(candidate.split(), ["police", "killed", "the", "gunman"]).f1 == pytest.approx(f1)


@given(tokens, tokens)
def test_as_defined(one: list[str], other: list[str]) -> None:
    """Precision and recall are shares of the two lengths; F1 lies within 0 and 1 and has no direction."""
    found = rouge_l(one, other)
    common = naive(one, other)
    assert found.precision == pytest.approx(common / len(one) if one and other else 0)
    assert found.recall == pytest.approx(common / len(other) if one and other else 0)
    assert 0 <= found.f1 <= 1
    assert found.f1 == pytest.approx(rouge_l(other, one).f1)
    assert one == [] or rouge_l(one, one).f1 == 1
