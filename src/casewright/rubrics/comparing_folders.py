"""Two sets of rubrics side by side: ours, or ours with folders over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casewright.rubrics.comparing import RubricDiff, compare
from casewright.rubrics.inheritance import Inherited
from casewright.rubrics.layers import Library
from casewright.rubrics.named import NamedRubric, library_under, rubric_in

__all__ = ["FolderDiff", "compare_folders"]


@dataclass(frozen=True, slots=True)
class FolderDiff:
    """What sets two sets of rubrics apart, by id."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[RubricDiff, ...]
    """Rubrics whose own files differ."""
    reached: tuple[str, ...]
    """Rubrics whose files are the same and that inherit a change."""


def compare_folders(before: Sequence[Path], after: Sequence[Path]) -> FolderDiff:
    """Compares every rubric of two sets of overlay folders; no folders are ours alone.

    Raises:
        DocumentError: a rubric can't be used.
    """
    old, new = library_under(before), library_under(after)
    changed, reached = [], []
    for name in old:
        if name in new:
            sides = (rubric_in(old, name, before), rubric_in(new, name, after))
            if _differ(old, new, name):
                changed.append(compare(*((side.file, side.whole()) for side in sides)))
            elif _inherits_otherwise(*sides):
                reached.append(name)
    return FolderDiff(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(changed),
        reached=tuple(reached),
    )


def _differ(old: Library, new: Library, name: str) -> bool:
    return old[name].entry != new[name].entry


def _inherits_otherwise(before: NamedRubric, after: NamedRubric) -> bool:
    return _asked(before.whole()) != _asked(after.whole())


def _asked(rubric: Inherited) -> dict[str, tuple[object, ...]]:
    """What decides, whatever file it comes from."""
    return {
        name: (item.hash, item.role, item.aspect, item.weight, item.want, item.kinds, item.ages)
        for name, item in rubric.criteria.items()
    }
