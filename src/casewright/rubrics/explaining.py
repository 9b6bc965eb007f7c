"""Where each question of a code comes from, what was put aside on the way, and who may decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casewright.certificates import FACTS, Certificate
from casewright.overlays import overlaid
from casewright.rubrics.criterion import Criterion, Origin
from casewright.rubrics.drafting import with_drafts
from casewright.rubrics.inheritance import Change, inherit
from casewright.rubrics.layers import Library, load_library
from casewright.rubrics.places import CodeTree, TableTree, rubric_id
from casewright.rubrics.reading import RubricFile
from casewright.rubrics.resolution import chain_of, resolve
from casewright.rubrics.resolved import ResolvedRubric
from casewright.rubrics.schema import RubricStatus
from casewright.rubrics.shadowing import adds_to_itself, lost_to
from casewright.rubrics.standing import Standing, standing_of
from casewright.types import Language

__all__ = ["ExplainedCriterion", "ExplainedFile", "Explanation", "PutAside", "explain"]

LANGUAGES: tuple[Language, ...] = ("en", "es")


@dataclass(frozen=True, slots=True)
class ExplainedFile:
    """A rubric of the chain, with those that stand unused beneath it."""

    origin: Origin
    status: RubricStatus
    reviewed: str
    """Role and date; empty where nobody did."""
    shadows: tuple[Origin, ...]
    """Rubrics of the same id in layers below."""
    adds: bool
    """Whether it adds to the one beneath it, or stands in its place."""
    lost: tuple[str, ...]
    """Criteria that went with what stands beneath it."""


@dataclass(frozen=True, slots=True)
class PutAside:
    """A criterion that isn't asked, or not in this version: how, and by which rubric."""

    id: str
    kind: Literal["disabled", "overridden", "itself"]
    """``itself``: an exclusion of the code, or of what stands above it."""
    origin: Origin
    by: Origin


@dataclass(frozen=True, slots=True)
class ExplainedCriterion:
    """A question with its origin, what it replaced, and who may decide it."""

    criterion: Criterion
    applies: bool
    replaced: tuple[PutAside, ...]
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A resolved rubric, the base's file first."""

    rubric: ResolvedRubric
    files: tuple[ExplainedFile, ...]
    criteria: tuple[ExplainedCriterion, ...]
    put_aside: tuple[PutAside, ...]
    """What isn't asked at all any more."""


def explain(
    code: str,
    *,
    kind: str = "intake",
    system: str = "icd10-who-2019",
    overlays: Sequence[Path] = (),
    certificates: Sequence[Certificate] = (),
    fingerprints: Mapping[str, str] | None = None,
) -> Explanation:
    """The rubric for a code and kind, with the history of each criterion.

    Args:
        code: A code of the system's table, in its own spelling.
        kind: A kind of document.
        system: The code system.
        overlays: Folders whose rubrics shadow ours by id, the last one highest.
        certificates: Whose say on each criterion is told.
        fingerprints: Of critics as they are today, by name; a certificate of another one doesn't speak for them.

    Raises:
        UnknownCodeError: the table has no such code.
        DocumentError: a rubric can't be used.
    """
    with overlaid(overlays):
        rubric, tree = resolve(code, kind=kind, system=system), TableTree()
        library = with_drafts(load_library(), tree, rubric_id(system, code))
        chain = chain_of(library[rubric.id], library, tree)
        examined = [item for item in certificates if item.gate is None and item.critic != FACTS]
        return _explained(rubric, chain, library, tree, _Bench(examined, fingerprints or {}))


@dataclass(frozen=True, slots=True)
class _Bench:
    certificates: Sequence[Certificate]
    fingerprints: Mapping[str, str]

    def standings(self, criterion: Criterion) -> Iterator[Standing]:
        names = dict.fromkeys([*self.fingerprints, *(item.critic for item in self.certificates)])
        for name in names:
            for language in LANGUAGES:
                own = [item for item in self.certificates if (item.critic, item.language) == (name, language)]
                if own or name in self.fingerprints:
                    yield standing_of(criterion, name, language, own, self.fingerprints.get(name))


def _explained(
    rubric: ResolvedRubric, chain: Sequence[RubricFile], library: Library, tree: CodeTree, bench: _Bench
) -> Explanation:
    inherited = inherit(chain, tree)
    gone = [_aside(change) for change in inherited.changes]
    asked = {item.id for item in rubric.criteria}
    own = [item for name, item in inherited.criteria.items() if name not in asked]
    top = rubric.sources[-1]
    return Explanation(
        rubric=rubric,
        files=tuple(_file(file, library, tree) for file in chain),
        criteria=tuple(
            ExplainedCriterion(
                criterion=item,
                applies=item.applies(rubric.kind, None),
                replaced=tuple(one for one in gone if one.id == item.id),
                standings=tuple(bench.standings(item)),
            )
            for item in rubric.criteria
        ),
        put_aside=(
            *(one for one in gone if one.id not in inherited.criteria),
            *(PutAside(item.id, "itself", item.origin, top) for item in own),
        ),
    )


def _aside(change: Change) -> PutAside:
    return PutAside(change.criterion.id, change.kind, change.criterion.origin, change.by)


def _file(file: RubricFile, library: Library, tree: CodeTree) -> ExplainedFile:
    stack = library.stacks[file.id]
    place = next(index for index, item in enumerate(stack) if item is file)
    beneath, adds = stack[place + 1 :], adds_to_itself(file)
    lost = lost_to((file, beneath[0]), library, tree) if beneath and not adds else ()
    review = file.entry.reviewed
    return ExplainedFile(
        origin=_origin(file),
        status=file.entry.status,
        reviewed=f"{review.role}, {review.date}" if review else "",
        shadows=tuple(map(_origin, beneath)),
        adds=adds,
        lost=tuple(item.id for item in lost),
    )


def _origin(file: RubricFile) -> Origin:
    return Origin(file.id, file.entry.version, file.document.source)
