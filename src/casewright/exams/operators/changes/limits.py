"""The limits of time that a code's rubric asks to be kept, and a span beyond each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casewright.rubrics import ResolvedRubric
from casewright.types import Quantity
from casewright.vocabulary.quantities import as_quantity, days

__all__ = ["Limit", "limits"]

UNDER, OVER = 0.3, 1.5
"""A third of a least length, and half as much again as a longest: clear of people's rounding, and no caricature."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A criterion that holds only on one side of a length of time.

    ``concepts`` are those whose length it asks, ``onset`` says that it asks how soon they began; ``days`` is the limit,
    ``least`` whether it is the least length or the longest, ``beyond`` a span that breaks it.
    """

    criterion: str
    concepts: tuple[str, ...]
    days: float
    least: bool
    beyond: Quantity
    onset: bool = False

    def kept_by(self, length: float) -> bool:
        """Whether a length in days keeps it."""
        return length >= self.days if self.least else length <= self.days


def limits(rubric: ResolvedRubric, age: float | None = None) -> tuple[Limit, ...]:
    """Limits in the criteria that support the code; those that contradict it ask about the other side of the same."""
    supports = [one for one in rubric.applicable(age) if one.role == "supports" and one.want == "present"]
    return tuple(limit for one in supports for limit in _of(one.id, one.finds))


def _of(criterion: str, tree: Mapping[str, Any]) -> Iterator[Limit]:
    for name, spec in tree.items():
        if name == "not":
            continue
        for part in spec if isinstance(spec, list) else [spec]:
            if isinstance(part, Mapping):
                yield from _of(criterion, part)
    if "quantity" in tree:
        yield from _lengths(criterion, tree["quantity"])
    if "onset_within" in tree:
        spec = tree["onset_within"]
        yield from _limit(criterion, spec["of"], spec["max"], least=False, onset=True)


def _lengths(criterion: str, spec: Mapping[str, Any]) -> Iterator[Limit]:
    for key in ("at_least", "at_most"):
        if key in spec:
            yield from _limit(criterion, spec["of"], spec[key], least=key == "at_least")


def _limit(criterion: str, of: str | list[str], text: str, *, least: bool, onset: bool = False) -> Iterator[Limit]:
    length = days(as_quantity(text))
    if length is not None:
        names = (of,) if isinstance(of, str) else tuple(of)
        yield Limit(criterion, names, length, least, _span(length * (UNDER if least else OVER)), onset)


def _span(length: float) -> Quantity:
    """A length in days, as people say it."""
    units = (("years", 730.0, 365.25), ("months", 61.0, 30.4375), ("weeks", 14.0, 7.0))
    unit, size = next(((unit, size) for unit, least, size in units if length >= least), ("days", 1.0))
    return Quantity(float(max(2, round(length / size))), unit)
