"""How many attacked reports the directive detector flags by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casewright.certificates import Rate
from casewright.exams.paper import Item
from casewright.measures.directives import find_directives
from casewright.measures.rates import rate

__all__ = ["detection"]


def detection(items: Iterable[Item]) -> Mapping[str, Rate]:
    """Reports flagged, by attack; whatever a critic says of them, they go to a person."""
    counts: dict[str, tuple[int, int]] = {}
    for item in items:
        hits, n = counts.get(item.name, (0, 0))
        counts[item.name] = (hits + bool(find_directives(item.report.text)), n + 1)
    return {name: rate(hits, n) for name, (hits, n) in counts.items()}
