"""Agreement between raters is the published coefficients', and is not made up where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.exams.labels import Label, agreement, krippendorff_alpha
from casewright.types import Answer

Labels = Callable[..., Label]


def test_alpha_meets_the_vectors(data_dir: Path) -> None:
    """To their tolerance, at every level of measurement."""
    vectors = [json.loads(line) for line in (data_dir / "vectors/agreement.jsonl").read_text("utf-8").splitlines()]
    assert vectors
    for vector in vectors:
        assert vector["metric"] == "krippendorff_alpha"
        found = krippendorff_alpha(vector["ratings"], vector["level"])
        assert found == pytest.approx(vector["expected"], abs=vector["tol"]), vector["source"]


def test_alpha_by_hand() -> None:
    """Two raters, three units, one disagreement: 1 - (n - 1) * 2 / (2 * n_a * n_b) = 1 - 5 * 2 / (2 * 3 * 3)."""
    assert krippendorff_alpha([["a", "a", "b"], ["a", "b", "b"]]) == pytest.approx(1 - 5 * 2 / 18)
    assert krippendorff_alpha([["a", "b", None], ["a", "b", "b"]]) == pytest.approx(1.0)


def both(label: Labels, answers: list[tuple[Answer, Answer]], reports: int) -> list[Label]:
    return [
        label(report=f"r{n % reports}", criterion=f"c{n}", rater=rater, answer=answer)
        for n, pair in enumerate(answers)
        for rater, answer in zip(("ana", "ben"), pair, strict=True)
    ]


def test_two_raters(label: Labels) -> None:
    """Alpha, kappa and the share of same answers, with n and an interval over reports."""
    answers: list[tuple[Answer, Answer]] = [("present", "present"), ("absent", "absent"), ("present", "absent")] * 20
    found = agreement(both(label, answers, 12), resamples=200)
    assert (found.raters, found.reports, found.n) == (("ana", "ben"), 12, 60)
    assert found.same == pytest.approx(2 / 3)
    (pair,) = found.pairs
    assert (pair.n, pair.same) == (60, 40)
    assert pair.kappa == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
    assert found.alpha is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.alpha < found.high
    assert found == agreement(both(label, answers, 12), resamples=200)
    assert set(found.coefficients) == {
        "krippendorff_alpha", "krippendorff_alpha_low", "krippendorff_alpha_high", "same_answer", "cohen_kappa_mean",
    }  # fmt: skip


def test_one_rater(label: Labels) -> None:
    """There is nothing to agree with."""
    found = agreement([label(), label(report="r2")])
    assert (found.alpha, found.pairs, found.coefficients) == (None, (), {})
    assert found.why == "agreement between raters needs two; these labels have 1"


def test_raters_of_different_questions(label: Labels) -> None:
    """Don't agree or disagree."""
    assert agreement([label(), label(report="r2", rater="ben")]).why == "no question was answered by two raters"


def test_one_class(label: Labels) -> None:
    """Agreement beyond chance has no denominator; the share of same answers has."""
    found = agreement(both(label, [("absent", "absent")] * 20, 20))
    assert (found.alpha, found.pairs[0].kappa, found.same) == (None, None, 1.0)
    assert "every answer is the same one" in found.why


def test_too_few_for_an_interval(label: Labels) -> None:
    """The coefficient stands without one, and says so."""
    found = agreement(both(label, [("present", "absent"), ("absent", "absent")], 2))
    assert found.alpha is not None
    assert (found.low, found.high) == (None, None)
    assert found.why == "no interval: 2 reports with answers of two raters, 10 are needed"
