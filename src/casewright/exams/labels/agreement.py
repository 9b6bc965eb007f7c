"""How far raters agree, beyond chance, with an interval over reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from casewright.exams.labels.label import ANSWERS, Label
from casewright.types import Answer

__all__ = ["MIN_REPORTS", "Agreement", "Measurement", "PairAgreement", "agreement", "krippendorff_alpha"]

MIN_REPORTS = 10
"""Reports from which on an interval is given: of fewer, resampling shows little but its own few combinations."""
Measurement = Literal["nominal", "ordinal", "interval", "ratio"]
Answers = Mapping[tuple[str, str], Mapping[str, Answer]]
"""By (report, criterion), what each rater answered."""


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two raters on what both answered. ``kappa`` is ``None`` where both used one and the same answer only."""

    raters: tuple[str, str]
    n: int
    same: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement between raters on the questions that two or more of them answered.

    ``alpha`` is Krippendorff's, with the percentile bootstrap interval over reports. ``why`` says what could not be
    computed, and why not.
    """

    raters: tuple[str, ...]
    reports: int
    n: int
    """Questions answered by two raters or more."""
    same: float | None
    """Share of pairs of answers to one question that are the same."""
    alpha: float | None
    low: float | None
    high: float | None
    pairs: tuple[PairAgreement, ...]
    why: str = ""

    @property
    def coefficients(self) -> dict[str, float]:
        """By name, as a certificate keeps them."""
        kappas = [pair.kappa for pair in self.pairs if pair.kappa is not None]
        found = {
            "krippendorff_alpha": self.alpha,
            "krippendorff_alpha_low": self.low,
            "krippendorff_alpha_high": self.high,
            "same_answer": self.same,
            "cohen_kappa_mean": sum(kappas) / len(kappas) if kappas else None,
        }
        return {name: value for name, value in found.items() if value is not None}


def agreement(labels: Sequence[Label], *, resamples: int = 1000, seed: int = 0) -> Agreement:
    """Agreement between the raters of these labels; answers are nominal, and *unclear* is one of them.

    Args:
        labels: From one file or several.
        resamples: Bootstrap resamples of reports.
        seed: Of the bootstrap.
    """
    raters = tuple(sorted({label.rater for label in labels}))
    answers = _shared(labels)
    reports = sorted({report for report, _ in answers})
    alpha = krippendorff_alpha(_matrix(answers, raters), "nominal") if answers else None
    low, high = _interval(answers, reports, resamples, seed) if alpha is not None else (None, None)
    why = _why(raters, answers, alpha, len(reports))
    return Agreement(raters, len(reports), len(answers), _same(answers), alpha, low, high, _pairs(answers, raters), why)


def krippendorff_alpha(ratings: Sequence[Sequence[Any]], level: Measurement = "nominal") -> float | None:
    """Krippendorff's alpha (Krippendorff 2011); ``None`` where only one value was used, or nothing rated twice.

    Args:
        ratings: A row for each rater, a column for each unit; ``None`` where a rater didn't rate.
        level: Of measurement; other than for nominal, ratings are numbers.
    """
    if level == "nominal":
        coded = {value: float(at) for at, value in enumerate(dict.fromkeys(v for row in ratings for v in row))}
        ratings = [[None if value is None else coded[value] for value in row] for row in ratings]
    twice = [column for column in zip(*ratings, strict=True) if sum(value is not None for value in column) > 1]
    if len({value for column in twice for value in column if value is not None}) < 2:
        return None
    import krippendorff

    filled = [[float("nan") if value is None else float(value) for value in row] for row in ratings]
    return float(krippendorff.alpha(reliability_data=filled, level_of_measurement=level))


def _shared(labels: Sequence[Label]) -> Answers:
    found: dict[tuple[str, str], dict[str, Answer]] = defaultdict(dict)
    for label in labels:
        found[label.report, label.criterion][label.rater] = label.answer
    return {unit: given for unit, given in found.items() if len(given) > 1}


def _matrix(answers: Answers, raters: Sequence[str]) -> list[list[Answer | None]]:
    return [[given.get(rater) for given in answers.values()] for rater in raters]


def _same(answers: Answers) -> float | None:
    pairs = [one == other for given in answers.values() for one, other in combinations(given.values(), 2)]
    return sum(pairs) / len(pairs) if pairs else None


def _pairs(answers: Answers, raters: Sequence[str]) -> tuple[PairAgreement, ...]:
    found = []
    for one, other in combinations(raters, 2):
        both = [(given[one], given[other]) for given in answers.values() if one in given and other in given]
        if both:
            same = sum(a == b for a, b in both)
            found.append(PairAgreement((one, other), len(both), same, _kappa(both)))
    return tuple(found)


def _kappa(both: Sequence[tuple[Answer, Answer]]) -> float | None:
    """Cohen's (1960)."""
    if len({answer for pair in both for answer in pair}) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score

    return float(cohen_kappa_score([a for a, _ in both], [b for _, b in both]))


def _interval(
    answers: Answers, reports: Sequence[str], resamples: int, seed: int
) -> tuple[float, float] | tuple[None, None]:
    """95 % percentile interval (Efron and Tibshirani 1993): reports are drawn with all their questions."""
    if len(reports) < MIN_REPORTS:
        return None, None
    import numpy as np

    counts = np.array([[sum(a == name for a in given.values()) for name in ANSWERS] for given in answers.values()])
    place = {report: [] for report in reports}  # type: dict[str, list[int]]
    for at, (report, _) in enumerate(answers):
        place[report].append(at)
    dice = np.random.default_rng(seed)
    drawn = ([reports[i] for i in dice.integers(0, len(reports), len(reports))] for _ in range(resamples))
    alphas = [
        found for names in drawn if (found := _alpha_of(counts[[i for n in names for i in place[n]]])) is not None
    ]
    if not alphas:
        return None, None
    low, high = np.percentile(alphas, [2.5, 97.5])
    return float(low), float(high)


def _alpha_of(counts: Any) -> float | None:
    """Of a table of units by answers; ``None`` for a draw in which only one answer was used."""
    used = counts[:, counts.sum(axis=0) > 0]
    if used.shape[1] < 2:
        return None
    import krippendorff

    return float(krippendorff.alpha(value_counts=used, level_of_measurement="nominal"))


def _why(raters: Sequence[str], answers: Answers, alpha: float | None, reports: int) -> str:
    if len(raters) < 2:
        return f"agreement between raters needs two; these labels have {len(raters)}"
    if not answers:
        return "no question was answered by two raters"
    if alpha is None:
        return "every answer is the same one: agreement beyond chance is not defined"
    if reports < MIN_REPORTS:
        return f"no interval: {reports} reports with answers of two raters, {MIN_REPORTS} are needed"
    return ""
