"""A rubric resolved for one code and one kind of document."""

from __future__ import annotations

from dataclasses import dataclass

from casewright.hashing import content_hash
from casewright.rubrics.criterion import Criterion, Origin
from casewright.rubrics.schema import Basis, Relation, RubricStatus
from casewright.types import Need

__all__ = ["Neighbour", "ResolvedRubric"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A code of the differential diagnosis; only ``excludes`` may veto."""

    code: str
    relation: Relation
    clause: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ResolvedRubric:
    """What is asked of a report of this kind under this code.

    ``id``, ``version`` and ``basis`` are those of the nearest rubric, ``status`` is the weakest of all that
    contribute, ``sources`` lists these from the base downwards. ``criteria`` holds those that don't apply to
    the kind too, so that they can be shown as not applicable.
    """

    id: str
    version: str
    status: RubricStatus
    basis: Basis
    system: str
    code: str
    kind: str
    criteria: tuple[Criterion, ...]
    differential: tuple[Neighbour, ...]
    sources: tuple[Origin, ...]

    def applicable(self, age: float | None = None) -> tuple[Criterion, ...]:
        """The criteria that a document of this kind, about somebody of this age, is asked."""
        return tuple(item for item in self.criteria if item.applies(self.kind, age))

    @property
    def hash(self) -> str:
        """Of what decides for this code and kind: applicable criteria, whatever their order, and their weights."""
        return content_hash(
            {
                "code": [self.system, self.code],
                "kind": self.kind,
                "criteria": sorted(
                    [item.id, item.hash, item.role, item.aspect, item.weight, item.want, item.ages.min, item.ages.max]
                    for item in self.applicable()
                ),
            }
        )

    def needs(self) -> tuple[Need, ...]:
        """What the applicable criteria ask of a case, in concept ids, never in words."""
        return tuple(
            Need(item.id, item.role, item.want, item.weight, item.finds) for item in self.applicable() if item.finds
        )
