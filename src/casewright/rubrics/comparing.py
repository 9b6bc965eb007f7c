"""Two rubrics side by side: criteria and vetoes gained and lost, labels that still hold, and what the version says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casewright.hashing import content_hash
from casewright.rubrics.criterion import Criterion, Origin
from casewright.rubrics.inheritance import Inherited, criterion_of
from casewright.rubrics.reading import RubricFile
from casewright.rubrics.resolved import Neighbour
from casewright.rubrics.schema import RubricEntry
from casewright.rubrics.shadowing import adds_to_itself
from casewright.rubrics.versions import RISES, Part, Rise, rise, suffices
from casewright.types import Role

__all__ = [
    "CriterionChange",
    "Labels",
    "NeighbourChange",
    "RubricDiff",
    "Side",
    "compare",
    "entry_hash",
    "stated_alone",
]

Labels = Literal["unmoved", "kept", "lost"]
FIELDS = ("role", "aspect", "asks", "weight", "kinds", "ages", "finds", "want", "clause", "guidance", "examples", "was")
DECIDING = frozenset({"role", "want"})
"""What turns a criterion's answer to another account: reports that passed may now fail."""
COUNTING = frozenset({"aspect", "weight", "kinds", "ages"})


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """A criterion that is new, gone, or not what it was."""

    id: str
    change: Literal["added", "removed", "changed"]
    fields: tuple[str, ...] = ()
    """Which fields changed."""
    before: Role | None = None
    after: Role | None = None
    labels: Labels | None = None
    """Whether labels and certificates still speak for it: its hash is the same (unmoved), ``was`` names the old one
    (kept), or they are lost. ``None`` where it is new or gone."""

    @property
    def needs(self) -> Part:
        """The part of the version that has to rise for it."""
        if self.change == "removed" or DECIDING & set(self.fields):
            return "major"
        if self.change == "added":
            return "major" if self.after == "contradicts" else "minor"
        return "minor" if self.labels == "lost" or COUNTING & set(self.fields) else "patch"


@dataclass(frozen=True, slots=True)
class NeighbourChange:
    """A line of the differential; ``None`` where there was none, or is none now."""

    code: str
    before: str | None
    after: str | None

    @property
    def needs(self) -> Part:
        """The part of the version that has to rise for it: an exclusion is a veto."""
        return "major" if "excludes" in (self.before, self.after) and self.before != self.after else "minor"


@dataclass(frozen=True, slots=True)
class Side:
    """What names a rubric."""

    id: str
    version: str
    status: str
    basis: str
    file: str
    hash: str
    """Of the whole file's content."""
    adds: bool
    """Whether it adds to the rubric of its own id in the layer beneath."""


@dataclass(frozen=True, slots=True)
class RubricDiff:
    """What became of a rubric, or what sets two apart."""

    before: Side
    after: Side
    criteria: tuple[CriterionChange, ...]
    vetoes_gained: tuple[str, ...]
    vetoes_lost: tuple[str, ...]
    neighbours: tuple[NeighbourChange, ...]

    @property
    def needed(self) -> Part:
        """The part of the version that the changes ask for."""
        needs: list[Part] = [*(item.needs for item in self.criteria), *(item.needs for item in self.neighbours)]
        if self.before.basis != self.after.basis:
            needs.append("major")
        if self.before.hash != self.after.hash:
            needs.append("patch")
        return max(needs, key=RISES.index, default="none")

    @property
    def rose(self) -> Rise | None:
        """How far the version rose; ``None`` between rubrics that aren't versions of one another."""
        if self.before.id != self.after.id or self.after.adds != self.before.adds:
            return None
        return rise(self.before.version, self.after.version)

    @property
    def version_suffices(self) -> bool:
        """Whether the version rose as far as the changes ask."""
        return self.rose is None or suffices(self.rose, self.needed)


def compare(before: tuple[RubricFile, Inherited], after: tuple[RubricFile, Inherited]) -> RubricDiff:
    """Two rubrics, each with all that it asks: whole (`NamedRubric.whole`) or by itself (`stated_alone`)."""
    (old_file, old), (new_file, new) = before, after
    lost, gained = _vetoes(old) - _vetoes(new), _vetoes(new) - _vetoes(old)
    return RubricDiff(
        before=_side(old_file),
        after=_side(new_file),
        criteria=tuple(_criteria(old.criteria, new.criteria)),
        vetoes_gained=tuple(name for name in new.criteria if name in gained),
        vetoes_lost=tuple(name for name in old.criteria if name in lost),
        neighbours=tuple(_neighbours(old.neighbours, new.neighbours)),
    )


def stated_alone(file: RubricFile) -> Inherited:
    """What one file states, without what it inherits or makes of its neighbours."""
    origin = Origin(file.id, file.entry.version, file.document.source)
    criteria = {name: criterion_of(name, entry, origin) for name, entry in file.entry.criteria.items()}
    lines = file.entry.differential
    return Inherited(criteria, {item.code: Neighbour(item.code, item.relation, item.clause, origin) for item in lines})


def entry_hash(entry: RubricEntry) -> str:
    """Of all that a rubric file states; 2 and 2.0 are one number."""
    return content_hash(_plain(entry.model_dump(mode="json")))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _side(file: RubricFile) -> Side:
    entry = file.entry
    return Side(
        id=file.id,
        version=entry.version,
        status=entry.status,
        basis=entry.basis,
        file=file.document.source,
        hash=entry_hash(entry),
        adds=adds_to_itself(file),
    )


def _vetoes(rubric: Inherited) -> set[str]:
    return {name for name, item in rubric.criteria.items() if item.role == "contradicts"}


def _criteria(before: Mapping[str, Criterion], after: Mapping[str, Criterion]) -> Iterator[CriterionChange]:
    for name in _both(before, after):
        old, new = before.get(name), after.get(name)
        if old is None:
            yield CriterionChange(name, "added", after=after[name].role)
        elif new is None:
            yield CriterionChange(name, "removed", before=old.role)
        else:
            fields = tuple(field for field in FIELDS if _value(old, field) != _value(new, field))
            if fields:
                yield CriterionChange(name, "changed", fields, old.role, new.role, _labels(old, new))


def _value(criterion: Criterion, field: str) -> Any:
    value = getattr(criterion, field)
    return sorted(value) if field == "kinds" and value is not None else value


def _labels(before: Criterion, after: Criterion) -> Labels:
    if before.hash == after.hash:
        return "unmoved"
    return "kept" if before.hash in after.was else "lost"


def _neighbours(before: Mapping[str, Neighbour], after: Mapping[str, Neighbour]) -> Iterator[NeighbourChange]:
    for code in _both(before, after):
        old, new = before.get(code), after.get(code)
        relations = old.relation if old else None, new.relation if new else None
        if relations[0] != relations[1]:
            yield NeighbourChange(code, *relations)


def _both(before: Iterable[str], after: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys([*before, *after])
