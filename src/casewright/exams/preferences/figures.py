"""How often a model prefers what people prefer, and how often only for its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casewright.certificates import Rate
from casewright.exams.preferences.asking import Choice
from casewright.measures.rates import clustered_rate, rate

__all__ = ["PairFigures", "pair_figures"]


@dataclass(frozen=True, slots=True)
class PairFigures:
    """``right``: single choices; ``right_both``: pairs right in both orders (chance: 0.25); ``consistent``: pairs whose
    preferred output is the same in both; ``first``: choices of whatever stood first (0.5 without bias)."""

    right: Rate
    right_both: Rate
    consistent: Rate
    first: Rate
    failed: int


def pair_figures(choices: Iterable[Choice]) -> PairFigures:
    """The figures over pairs that were answered in both orders; failures are counted beside, never as wrong."""
    groups: dict[str, list[Choice]] = defaultdict(list)
    for choice in choices:
        groups[choice.pair.id].append(choice)
    whole = [group for group in groups.values() if len(group) == 2 and all(one.chosen for one in group)]
    return PairFigures(
        clustered_rate((sum(one.right for one in group), 2) for group in whole),
        rate(sum(all(one.right for one in group) for group in whole), len(whole)),
        rate(sum(group[0].chosen == group[1].chosen for group in whole), len(whole)),
        clustered_rate((sum((one.chosen == 2) == one.swapped for one in group), 2) for group in whole),
        sum(one.chosen is None for group in groups.values() for one in group),
    )
