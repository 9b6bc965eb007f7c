"""What a chain of rubrics asks in the end: children override by id, and lose a contradiction only in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from casewright.errors import UnknownCodeError
from casewright.rubrics.criterion import Ages, Criterion, Origin
from casewright.rubrics.exclusion import exclusion, exclusion_id
from casewright.rubrics.places import CodeTree
from casewright.rubrics.problems import Problem, suggest
from casewright.rubrics.reading import RubricFile
from casewright.rubrics.resolved import Neighbour
from casewright.rubrics.schema import CriterionEntry

__all__ = ["Change", "Inherited", "criterion_of", "inherit", "inheritance_problems"]


@dataclass(frozen=True, slots=True)
class Change:
    """A criterion that a rubric of the chain put aside, as it was until then."""

    kind: Literal["disabled", "overridden"]
    criterion: Criterion
    by: Origin


@dataclass(slots=True)
class Inherited:
    """Criteria and neighbours gathered from the base downwards, in order of first mention."""

    criteria: dict[str, Criterion] = field(default_factory=dict)
    neighbours: dict[str, Neighbour] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    """What was put aside on the way, in order; it changes no result."""

    def put(self, criterion: Criterion) -> None:
        """A criterion in the place of one of the same id."""
        before = self.criteria.get(criterion.id)
        if before is not None:
            self.changes.append(Change("overridden", before, criterion.origin))
        self.criteria[criterion.id] = criterion

    def drop(self, name: str, by: Origin) -> None:
        """A criterion that a rubric disables."""
        self.changes.append(Change("disabled", self.criteria.pop(name), by))


def inherit(chain: Sequence[RubricFile], tree: CodeTree) -> Inherited:
    """Merges a chain, the base first.

    Raises:
        DocumentError: a rubric disables what isn't there, or drops a contradiction without disabling it.
    """
    gathered = Inherited()
    for file in chain:
        for problem in inheritance_problems(file, gathered):
            raise file.error(problem.message, problem.path, problem.rule)
        _add(file, gathered, tree)
    return gathered


def inheritance_problems(file: RubricFile, above: Inherited) -> Iterator[Problem]:
    """What is wrong with a rubric in the light of those above it."""
    disabled = set(file.entry.disable)
    for index, name in enumerate(file.entry.disable):
        if name not in above.criteria:
            yield Problem("disable", f"{name!r} is not inherited{suggest(name, above.criteria)}", ("disable", index))
    for name, entry in file.entry.criteria.items():
        if _vetoes(name, above) and entry.role != "contradicts" and name not in disabled:
            yield Problem("lost-contradiction", _lost(name, f"role {entry.role!r}"), ("criteria", name, "role"))
    for index, neighbour in enumerate(file.entry.differential):
        name = exclusion_id(neighbour.code)
        if _vetoes(name, above) and neighbour.relation != "excludes" and name not in disabled:
            lost = _lost(name, f"relation {neighbour.relation!r}")
            yield Problem("lost-contradiction", lost, ("differential", index, "relation"))


def _vetoes(name: str, above: Inherited) -> bool:
    return name in above.criteria and above.criteria[name].role == "contradicts"


def _lost(name: str, change: str) -> str:
    return f"{change} would drop the inherited contradiction {name!r}; name it under 'disable' if that is meant"


def _add(file: RubricFile, gathered: Inherited, tree: CodeTree) -> None:
    entry, origin = file.entry, Origin(file.id, file.entry.version, file.document.source)
    for name in entry.disable:
        gathered.drop(name, origin)
    for name, criterion in entry.criteria.items():
        gathered.put(criterion_of(name, criterion, origin))
    for index, item in enumerate(entry.differential):
        neighbour = Neighbour(item.code, item.relation, item.clause, origin)
        gathered.neighbours[item.code] = neighbour
        if item.relation == "excludes" and exclusion_id(item.code) not in entry.criteria:
            gathered.put(_exclusion(file, index, neighbour, tree))


def _exclusion(file: RubricFile, index: int, neighbour: Neighbour, tree: CodeTree) -> Criterion:
    try:
        return exclusion(neighbour, tree)
    except UnknownCodeError as error:
        raise file.error(str(error), ("differential", index, "code"), "code") from None


def criterion_of(name: str, entry: CriterionEntry, origin: Origin) -> Criterion:
    """A criterion as a file states it, with what it leaves out filled in."""
    wanted = entry.want or ("not_present" if entry.role == "contradicts" else "present")
    return Criterion(
        id=name,
        role=entry.role,
        aspect=entry.aspect,
        asks={"en": entry.asks.en, "es": entry.asks.es},
        origin=origin,
        weight=float(entry.weight),
        kinds=None if entry.kinds is None else tuple(entry.kinds),
        ages=Ages(entry.ages.min, entry.ages.max),
        finds=entry.finds,
        want=wanted,
        clause=entry.clause,
        guidance={"en": entry.guidance.en, "es": entry.guidance.es},
        examples={key: tuple(texts) for key, texts in entry.examples.model_dump().items()},
        was=tuple(entry.was),
    )
