"""Rubrics in the place of others of the same id: what is lost without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.errors import DocumentError
from casewright.rubrics.criterion import Criterion
from casewright.rubrics.inheritance import Inherited, inherit
from casewright.rubrics.layers import Library
from casewright.rubrics.places import CodeTree
from casewright.rubrics.problems import Problem
from casewright.rubrics.reading import RubricFile
from casewright.rubrics.resolution import chain_of

__all__ = ["adds_to_itself", "lost_to", "shadow_problems"]


def adds_to_itself(file: RubricFile) -> bool:
    """Whether a rubric extends the one of its own id in the layer below, and so adds to it."""
    return file.entry.extends == file.id


def lost_to(stack: Sequence[RubricFile], library: Library, tree: CodeTree) -> tuple[Criterion, ...]:
    """Criteria that the second rubric of a stack has or inherits and the first, in its place, doesn't."""
    above, below = (_whole(file, library, tree) for file in stack[:2])
    if above is None or below is None:
        return ()
    named = {item.criterion.id for item in above.changes if item.kind == "disabled"}
    return tuple(item for name, item in below.criteria.items() if name not in above.criteria and name not in named)


def shadow_problems(stack: Sequence[RubricFile], library: Library, tree: CodeTree) -> Iterator[Problem]:
    """What the topmost rubric of a stack (all of one id, the last layer's first) does to those below."""
    if len(stack) < 2 or adds_to_itself(stack[0]):
        return
    top, other = stack[:2]
    if len(stack) > 2 or not other.document.source.startswith("rubrics/library/"):
        message = f"{top.id!r} of {other.document.source} is not used; 'extends: \"{top.id}\"' would add to it"
        yield Problem("shadowed", message, ("id",))
    lost = [item.id for item in lost_to(stack, library, tree) if item.role == "contradicts"]
    if lost:
        message = (
            f"stands in the place of {top.id!r} of {other.document.source} and drops its contradictions"
            f" {', '.join(map(repr, lost))}; 'extends: \"{top.id}\"' keeps them, and 'disable' then names what goes"
        )
        yield Problem("shadowed-contradiction", message, ("id",))


def _whole(file: RubricFile, library: Library, tree: CodeTree) -> Inherited | None:
    try:
        return inherit(chain_of(file, library, tree), tree)
    except DocumentError:
        return None
