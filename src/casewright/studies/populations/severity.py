"""Severity inflation: grades and scores that a text tells, less those that its case plans"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.measures.rates import clustered_rate
from casewright.studies.populations.planned import Planned
from casewright.studies.populations.told import Told
from casewright.studies.statistics import mean_interval
from casewright.studies.statistics.bootstrap import plain_mean

__all__ = ["Inflation", "inflation"]

Pair = tuple[Planned, Told]


@dataclass(frozen=True, slots=True)
class Inflation:
    """What an arm's texts do to planned severities. Intervals take the facts of a report together.

    Attributes:
        shift: Mean of the grade told less the grade planned, over facts that are graded in both.
        higher: Share of these facts that are told with a higher grade.
        lower: With a lower one.
        added: Of the facts told without a grade that could carry one, the share that the text gives one.
        report_shift: Mean over reports of their mean grade told less their mean grade planned.
        points: Mean of the score told less the score planned, in the scale's points.
        points_higher: Share of scores that are told higher.
    """

    shift: Figure
    higher: Figure
    lower: Figure
    added: Figure
    report_shift: Figure
    points: Figure
    points_higher: Figure


def inflation(pairs: Sequence[Pair], seed: int) -> Inflation:
    """Of reports with their plans."""
    moves = _by_report(pairs, lambda plan, told: _moves(plan.grades, told.grades))
    scores = _by_report(pairs, lambda plan, told: _moves(plan.points, told.points))
    added = _by_report(pairs, lambda plan, told: [float(name in told.grades) for name in sorted(plan.ungraded)])
    return Inflation(
        _mean(moves, seed),
        _share(moves, lambda move: move > 0),
        _share(moves, lambda move: move < 0),
        _share(added, bool),
        plain_mean([move for plan, told in pairs if (move := _whole(plan, told)) is not None], seed=seed),
        _mean(scores, seed),
        _share(scores, lambda move: move > 0),
    )


def _by_report(pairs: Iterable[Pair], values: Callable[[Planned, Told], Iterable[float]]) -> list[tuple[str, float]]:
    return [(plan.id, value) for plan, told in pairs for value in values(plan, told)]


def _moves(planned: Mapping[str, float], told: Mapping[str, float]) -> list[float]:
    return [told[name] - planned[name] for name in sorted(planned.keys() & told.keys())]


def _whole(plan: Planned, told: Told) -> float | None:
    """Over all grades of the text, those that nobody planned among them."""
    if not plan.grades or told.grade is None:
        return None
    return told.grade - sum(plan.grades.values()) / len(plan.grades)


def _mean(values: Sequence[tuple[str, float]], seed: int) -> Figure:
    if not values:
        return Figure(None, 0, note="not estimable: no fact is graded in both the plan and the text")
    groups = [name for name, _ in values]
    held = [value for _, value in values]
    if len(set(groups)) < len(groups):
        return mean_interval(held, seed=seed, groups=groups)
    return plain_mean(held, seed=seed)


def _share(values: Sequence[tuple[str, float]], hit: Callable[[float], bool]) -> Figure:
    """With the exact interval on the effective number of facts: those of a report go together."""
    held: defaultdict[str, list[bool]] = defaultdict(list)
    for name, value in values:
        held[name].append(hit(value))
    found = clustered_rate((sum(own), len(own)) for own in held.values())
    note = f"of {len(held)} reports" if values else "not estimable: no such fact"
    return Figure(found.rate, found.n, found.low, found.high, note)
