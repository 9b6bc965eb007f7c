"""Symptoms that texts leave out or add: told against planned, report by report and concept by concept"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.measures.rates import clustered_rate
from casewright.studies.populations.planned import Planned
from casewright.studies.populations.told import Told
from casewright.studies.statistics import benjamini_hochberg, share, unpaired_difference
from casewright.studies.statistics.bootstrap import plain_mean

__all__ = ["ConceptUse", "Telling", "telling"]

Pair = tuple[Planned, Told]
FEWEST = 5
"""Cases or texts that a concept stands in, both together, before it is tested."""
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """One symptom: the share of texts that tell it against the share of all cases that plan to.

    ``p`` is adjusted over all symptoms of the arm (Benjamini and Hochberg).
    """

    concept: str
    told: Figure
    asked: Figure
    difference: Figure
    p: float


@dataclass(frozen=True, slots=True)
class Telling:
    """How an arm's texts tell what their cases plan.

    Attributes:
        planned: Symptoms that a case plans to tell, mean.
        told: Symptoms that the matcher finds in its text, mean.
        omitted: Share of planned symptoms that are not found in the text.
        beyond: Symptoms found that the case doesn't plan to tell, mean a report.
        tested: Symptoms that were tested.
        overused: Of these, told in a larger share of texts than of cases, largest difference first.
        underused: In a smaller share, likewise.
    """

    planned: Figure
    told: Figure
    omitted: Figure
    beyond: Figure
    tested: int
    overused: tuple[ConceptUse, ...]
    underused: tuple[ConceptUse, ...]


def telling(pairs: Sequence[Pair], asked: Sequence[Planned], seed: int) -> Telling:
    """Of reports with their plans, and of all cases that the arm was asked for."""
    omitted = clustered_rate((len(plan.symptoms - told.symptoms), len(plan.symptoms)) for plan, told in pairs)
    uses = _uses([told for _, told in pairs], asked)
    found = [use for use in uses if use.p < LEVEL]
    over = sorted((use for use in found if _size(use) > 0), key=lambda use: (-_size(use), use.concept))
    under = sorted((use for use in found if _size(use) < 0), key=lambda use: (_size(use), use.concept))
    return Telling(
        _mean(pairs, lambda plan, _: len(plan.symptoms), seed),
        _mean(pairs, lambda _, told: len(told.symptoms), seed),
        Figure(omitted.rate, omitted.n, omitted.low, omitted.high, "symptoms; exact interval, reports as clusters"),
        _mean(pairs, lambda plan, told: len(told.symptoms - plan.symptoms), seed),
        len(uses),
        tuple(over),
        tuple(under),
    )


def _mean(pairs: Iterable[Pair], value: Callable[[Planned, Told], int], seed: int) -> Figure:
    return plain_mean([float(value(plan, told)) for plan, told in pairs], seed=seed)


def _size(use: ConceptUse) -> float:
    return use.difference.value or 0.0


def _uses(texts: Sequence[Told], asked: Sequence[Planned]) -> list[ConceptUse]:
    told = Counter(name for one in texts for name in one.symptoms)
    planned = Counter(name for one in asked for name in one.symptoms)
    names = sorted(name for name in {*told, *planned} if told[name] + planned[name] >= FEWEST)
    if not texts or not asked:
        return []
    found = [unpaired_difference(_hits(told[name], len(texts)), _hits(planned[name], len(asked))) for name in names]
    adjusted = benjamini_hochberg([1.0 if one.p is None else one.p for one in found])
    return [
        ConceptUse(name, share(told[name], len(texts)), share(planned[name], len(asked)), one.figure, p)
        for name, one, p in zip(names, found, adjusted, strict=True)
    ]


def _hits(hits: int, n: int) -> list[float]:
    return [1.0] * hits + [0.0] * (n - hits)
