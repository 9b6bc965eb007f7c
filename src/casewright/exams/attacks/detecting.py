"""How many attacked reports the directive detector flags by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casewright.certificates import Rate
from casewright.exams.attacks.defective import Defective
from casewright.exams.paper import Item
from casewright.measures.directives import find_directives
from casewright.measures.rates import rate

__all__ = ["detection"]


def detection(items: Iterable[Item]) -> Mapping[str, Rate]:
    """Reports flagged, by attack; whatever a critic says of them, they go to a person."""
    counts: dict[str, tuple[int, int]] = {}
    for item in items:
        hits, n = counts.get(item.name, (0, 0))
        counts[item.name] = (hits + bool(find_directives(item.report.text, _questions(item))), n + 1)
    return {name: rate(hits, n) for name, (hits, n) in counts.items()}


def _questions(item: Item) -> list[str]:
    """What the item's judges would be asked."""
    rubric, language = Defective(item.base, item.code).rubric, item.base.case.language
    return [one.asks.get(language) or one.asks["en"] for one in rubric.criteria]
