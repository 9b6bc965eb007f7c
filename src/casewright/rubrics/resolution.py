"""From a code and a kind to what is asked: the nearest rubric and all that it inherits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casewright.errors import UnknownCodeError, UnknownNameError, UsageError
from casewright.overlays import overlaid
from casewright.rubrics.criterion import Criterion, Origin
from casewright.rubrics.drafting import with_drafts
from casewright.rubrics.exclusion import exclusion_id
from casewright.rubrics.inheritance import Inherited, inherit
from casewright.rubrics.layers import Library, load_library
from casewright.rubrics.places import BASE, PREFIXES, CodeTree, TableTree, rubric_id, split_id
from casewright.rubrics.reading import RubricFile
from casewright.rubrics.resolved import ResolvedRubric
from casewright.rubrics.schema import RubricStatus
from casewright.vocabulary.kinds import kinds

__all__ = ["chain_of", "resolve", "resolve_in"]

_STATUS: tuple[RubricStatus, ...] = ("draft", "clinician_reviewed", "validated")


def resolve(code: str, *, kind: str, system: str = "icd10-who-2019", overlays: Sequence[Path] = ()) -> ResolvedRubric:
    """The rubric for a code and a kind of document; what no file speaks of is drafted from the code table.

    Args:
        code: A code of the system's table, in its own spelling.
        kind: A kind of document.
        system: The code system. A code of one system never resolves through another's rubrics, unless one of
            them says so with ``extends`` and ``mapping``; the base is common to all.
        overlays: Folders that lie over ours, the last one highest; default those in force (`casewright.overlays`).

    Raises:
        UnknownCodeError: the table has no such code.
        UnknownNameError: no such kind or system.
        DocumentError: a rubric can't be used, with line and column.
    """
    place = rubric_id(system, code)
    with overlaid(overlays):
        library, tree = load_library(), TableTree()
        _refuse_strangers(library, tree, split_id(place)[0])
        return resolve_in(with_drafts(library, tree, place), tree, place, kind)


def _refuse_strangers(library: Library, tree: CodeTree, prefix: str) -> None:
    """A rubric for a place that the table doesn't have would never be asked, and nobody would notice."""
    for name in library:
        if split_id(name)[0] == prefix:
            try:
                tree.ancestors(name)
            except UnknownCodeError as error:
                raise library[name].error(str(error), ("id",), "code") from None


def resolve_in(library: Library, tree: CodeTree, place: str, kind: str) -> ResolvedRubric:
    """Resolves a place such as ``who:F32.1`` in a given library and tree."""
    if kind not in kinds():
        raise UnknownNameError("kind", kind, kinds())
    lineage = (place, *tree.ancestors(place))
    nearest = next((name for name in (*lineage, BASE) if name in library), None)
    if nearest is None:
        raise UsageError(f"no rubric for {place!r}, nor for any place above it")
    chain = chain_of(library[nearest], library, tree)
    inherited = inherit(chain, tree)
    return _resolved(place, kind, chain, inherited, _asked(inherited, lineage))


def chain_of(file: RubricFile, library: Library, tree: CodeTree) -> tuple[RubricFile, ...]:
    """The rubrics that one inherits from, the base first, itself last.

    Raises:
        DocumentError: a parent that isn't there, a cycle, or systems crossed without a mapping.
    """
    chain = [file]
    parent = _parent(file, library, tree)
    while parent is not None:
        if parent in chain:
            loop = " → ".join(item.id for item in [*chain, parent])
            raise file.error(f"rubrics extend one another in a circle: {loop}", ("extends",), "cycle")
        chain.append(parent)
        parent = _parent(parent, library, tree)
    return tuple(reversed(chain))


def _parent(file: RubricFile, library: Library, tree: CodeTree) -> RubricFile | None:
    named = file.entry.extends
    if named is None:
        return _default_parent(file, library, tree)
    parent = library.shadowed_by(file) if named == file.id else library.get(named)
    if parent is None:
        raise file.error(f"unknown parent {named!r}{library.suggest(named)}", ("extends",), "parent")
    crossing = split_id(named)[0] != split_id(file.id)[0] and named != BASE
    if crossing and file.entry.mapping in (None, "different"):
        message = f"{file.id!r} extends {named!r} of another code system; state a mapping: exact, broader or narrower"
        raise file.error(message, ("extends",), "mapping")
    return parent


def _default_parent(file: RubricFile, library: Library, tree: CodeTree) -> RubricFile | None:
    if file.id == BASE:
        return None
    try:
        above = tree.ancestors(file.id)
    except UnknownCodeError as error:
        raise file.error(str(error), ("id",), "code") from None
    return next((library[name] for name in (*above, BASE) if name in library), None)


def _asked(inherited: Inherited, lineage: Sequence[str]) -> tuple[Criterion, ...]:
    """All criteria but exclusions of the code itself: a rubric above may set its own children apart."""
    own = {exclusion_id(place) for place in lineage}
    return tuple(item for name, item in inherited.criteria.items() if name not in own)


def _resolved(
    place: str, kind: str, chain: Sequence[RubricFile], inherited: Inherited, criteria: tuple[Criterion, ...]
) -> ResolvedRubric:
    nearest = chain[-1].entry
    prefix, code = split_id(place)
    return ResolvedRubric(
        id=nearest.id,
        version=nearest.version,
        status=min((item.entry.status for item in chain), key=_STATUS.index),
        basis=nearest.basis,
        system=PREFIXES[prefix],
        code=code,
        kind=kind,
        criteria=criteria,
        differential=tuple(inherited.neighbours.values()),
        sources=tuple(Origin(item.id, item.entry.version, item.document.source) for item in chain),
    )
