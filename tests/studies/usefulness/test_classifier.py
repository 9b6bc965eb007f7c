"""Learning classes from rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from casewright.studies.usefulness.classifier import best_line, learn
from casewright.studies.usefulness.features import Words

FILLER = [f"word{number}" for number in range(2_000)]


def test_one_class_is_named_for_each_text() -> None:
    """The likeliest, even where none is likely."""
    rows = np.eye(3)[[0, 1, 2, 0, 1, 2]]
    truth = rows.astype(bool)
    named = learn(rows, truth, np.arange(6), np.array([[0, 1, 0], [0, 0, 0]]), "one")
    assert named.sum(axis=1).tolist() == [1, 1]
    assert named[0].tolist() == [False, True, False]


def test_a_class_without_an_example_is_never_named() -> None:
    """And one that all examples have is always named."""
    rows, truth = np.eye(2), np.array([[True, False], [True, False]])
    assert learn(rows, truth, np.arange(2), rows, "any").tolist() == [[True, False], [True, False]]
    assert learn(rows, truth, np.arange(2), rows, "one").tolist() == [[True, False], [True, False]]


def test_a_rare_class_is_found_by_a_threshold_from_the_training_texts() -> None:
    """One text in ten has it, in a word among a hundred: a machine without a threshold hardly names anybody."""
    dice = np.random.default_rng(3)
    wanted = np.arange(500) % 10 == 0
    texts = [[*dice.choice(FILLER, 100), *(["smokes"] * int(has and dice.random() < 0.8))] for has in wanted]
    rows, asked = Words(texts).split(np.arange(300), np.arange(300, 500))
    plain = LinearSVC(class_weight="balanced", random_state=0).fit(rows, wanted[:300]).predict(asked)
    named = learn(rows, wanted[:300, None], np.arange(300), asked, "any")[:, 0]
    assert f1_score(wanted[300:], plain) < 0.2
    assert f1_score(wanted[300:], named) > 0.35


def test_reports_beside_notes_dont_say_how_frequent_a_class_is() -> None:
    """Thresholds are sought on notes alone (texts with a patient), whatever the reports' shares are."""
    dice = np.random.default_rng(5)
    wanted = np.concatenate([np.arange(200) % 10 == 0, np.ones(200, dtype=bool)])
    rows = dice.normal(size=(400, 5))
    groups = np.concatenate([np.arange(200), np.full(200, -1)])
    named = learn(rows, wanted[:, None], groups, rows[:200], "any")[:, 0]
    assert named.mean() < 1


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=15))
def test_the_line_is_where_f1_is_largest(pairs: list[tuple[int, bool]]) -> None:
    """As found by trying every score."""
    scores, wanted = np.array([float(score) for score, _ in pairs]), np.array([flag for _, flag in pairs])
    if wanted.any():
        best = max(f1_above(line - 0.5, scores, wanted) for line in scores)
        assert f1_above(best_line(scores, wanted), scores, wanted) == best


def f1_above(line: float, scores: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    named = scores > line
    return float(2 * (named & wanted).sum() / (named.sum() + wanted.sum()))
