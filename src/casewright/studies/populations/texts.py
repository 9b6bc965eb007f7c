"""Traits as texts tell them: what an arm delivers beside real notes, both read in one way"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from casewright.measures.figure import Figure
from casewright.studies.populations.divergence import Divergence, from_others
from casewright.studies.populations.spread import NumberDistance, number_distance, variance_ratio
from casewright.studies.populations.told import Told
from casewright.studies.statistics import share
from casewright.studies.statistics.bootstrap import plain_mean
from casewright.types import Language

__all__ = ["FEWEST_REAL", "NUMBERS", "SideTexts", "TextTrait", "compare_texts"]

FEWEST_REAL = 5
"""Real notes that a figure about them is of at least."""
Number = Callable[[Told], float | None]
Category = Callable[[Told], str | None]


@dataclass(frozen=True, slots=True)
class TextTrait:
    """One trait of one side in one language. What doesn't apply, or has no real notes beside it, is ``None``.

    Attributes:
        id: age, sex, symptoms, density, grade or length.
        title: For people.
        tells: Share of texts that tell it.
        mean: Of those that do.
        deviation: Their standard deviation.
        spread: Their variance over real notes'.
        apart: How far the numbers lie from real notes'.
        divergence: Of categories from real notes'.
        counts: By category.
    """

    id: str
    title: str
    tells: Figure
    mean: Figure | None = None
    deviation: Figure | None = None
    spread: Figure | None = None
    apart: NumberDistance | None = None
    divergence: Divergence | None = None
    counts: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class SideTexts:
    """The traits of one side's texts."""

    side: str
    baseline: bool
    real: bool
    language: Language
    read: int
    of: int
    traits: tuple[TextTrait, ...]


NUMBERS: Mapping[str, tuple[str, Number]] = {
    "age": ("age (years)", lambda one: one.age),
    "symptoms": ("symptoms told", lambda one: len(one.symptoms)),
    "density": ("symptoms to 100 tokens", lambda one: one.density),
    "grade": ("mean grade told (1 to 3)", lambda one: one.grade),
    "length": ("length (tokens; variance of the logarithm)", lambda one: one.tokens),
}
CATEGORIES: Mapping[str, tuple[str, Category]] = {
    "age_group": ("age group", lambda one: one.age_group),
    "sex": ("sex", lambda one: one.sex),
}


def compare_texts(own: Sequence[Told], real: Sequence[Told], language: Language, seed: int) -> tuple[TextTrait, ...]:
    """Every trait of some texts, beside real notes' where there are any in the language."""
    found = [_number(name, *NUMBERS[name], own, real, seed) for name in NUMBERS]
    return (*found, *(_category(name, *CATEGORIES[name], own, real, seed) for name in CATEGORIES))


def _number(name: str, title: str, value: Number, own: Sequence[Told], real: Sequence[Told], seed: int) -> TextTrait:
    values, others = _values(own, value), _values(real, value)
    return TextTrait(
        name,
        title,
        share(len(values), len(own)),
        plain_mean(values, seed=seed) if values else None,
        _deviation(values, seed) if values else None,
        variance_ratio(*map(_spreading(name), (values, others)), seed=seed) if real else None,
        number_distance(values, others, seed) if real else None,
    )


def _deviation(values: Sequence[float], seed: int) -> Figure:
    found = variance_ratio(values, 1.0, seed=seed)
    ends = (None if end is None else sqrt(end) for end in (found.value, found.low, found.high))
    value, low, high = ends
    return Figure(value, found.n, low, high, found.note)


def _spreading(name: str) -> Callable[[Sequence[float]], Sequence[float]]:
    """Lengths are compared on the logarithm: texts ten times as long differ ten times as much."""
    return (lambda values: [log(max(value, 1.0)) for value in values]) if name == "length" else (lambda values: values)


def _values(texts: Sequence[Told], value: Number) -> list[float]:
    return [float(found) for one in texts if (found := value(one)) is not None]


def _category(
    name: str, title: str, value: Category, own: Sequence[Told], real: Sequence[Told], seed: int
) -> TextTrait:
    counts, others = (Counter(found for one in side if (found := value(one)) is not None) for side in (own, real))
    apart = from_others(counts, others, seed) if real else None
    return TextTrait(name, title, share(counts.total(), len(own)), divergence=apart, counts=dict(counts))
