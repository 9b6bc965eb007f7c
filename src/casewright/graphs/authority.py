"""Who may decide anything about a report, and which of its criteria nobody may decide."""

from __future__ import annotations

from collections.abc import Iterable

from casewright.graphs.gating import Gating
from casewright.rubrics import Criterion
from casewright.types import Language

__all__ = ["deciders", "undecidable"]


def deciders(
    gating: Gating, critics: Iterable[str], criteria: Iterable[Criterion], language: Language
) -> tuple[str, ...]:
    """The critics, by name, that may decide at least one of the criteria."""
    asked = tuple(criteria)
    return tuple(sorted(name for name in critics if any(gating.may(name, item, language) for item in asked)))


def undecidable(
    gating: Gating, critics: Iterable[str], criteria: Iterable[Criterion], language: Language
) -> tuple[str, ...]:
    """Ids of the criteria that none of the critics may decide."""
    names = tuple(critics)
    return tuple(item.id for item in criteria if not any(gating.may(name, item, language) for name in names))
