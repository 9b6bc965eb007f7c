"""What sets rubrics apart, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casewright.rubrics.comparing import CriterionChange, RubricDiff
from casewright.rubrics.comparing_folders import FolderDiff
from casewright.wire import to_json

__all__ = ["diff_json", "diff_lines", "folder_json", "folder_lines"]

LABELS = {
    "unmoved": "hash unmoved, labels and certificates hold",
    "kept": "hash moved, 'was' keeps labels and certificates",
    "lost": "hash moved, labels and certificates are lost",
}


def diff_lines(found: RubricDiff) -> Iterator[str]:
    """A heading, a line a change, and what the version says of them."""
    before, after = found.before, found.after
    yield f"{before.id} {before.version} ({before.file}) → {after.id} {after.version} ({after.file})"
    for name in ("basis", "status"):
        if getattr(before, name) != getattr(after, name):
            yield f"  {name} {getattr(before, name)} → {getattr(after, name)}"
    for change in found.criteria:
        yield f"  {_criterion(change)}"
    for line in found.neighbours:
        yield f"  neighbour {line.code}: {line.before or 'not named'} → {line.after or 'not named'}"
    for noun, names in (("gained", found.vetoes_gained), ("lost", found.vetoes_lost)):
        if names:
            yield f"  vetoes {noun}: {', '.join(names)}"
    yield f"  {_version(found)}"


def _criterion(change: CriterionChange) -> str:
    if change.change != "changed":
        return f"{change.change} {change.id} ({change.after or change.before})"
    role = f", {change.before} → {change.after}" if change.before != change.after else ""
    told = LABELS[change.labels or "unmoved"]
    return f"changed {change.id}{role}: {', '.join(change.fields)}; {told}"


def _version(found: RubricDiff) -> str:
    if found.before.hash == found.after.hash and found.needed == "none":
        return "nothing differs"
    if found.rose is None:
        return "versions stand by themselves: these aren't versions of one another"
    needed = f"the changes ask for {found.needed}"
    if found.version_suffices:
        return f"version: {found.rose} ({needed})"
    fault = (
        "it fell" if found.rose == "lower" else "it didn't rise" if found.rose == "none" else f"only {found.rose} rose"
    )
    return f"version is wrong: {needed}, and {fault}"


def diff_json(found: RubricDiff) -> dict[str, Any]:
    """Everything, and what the version says."""
    version = {"needed": found.needed, "rose": found.rose, "suffices": found.version_suffices}
    return {**to_json(found), "version": version}


def folder_lines(found: FolderDiff) -> Iterator[str]:
    """The rubrics that differ, those that are new or gone, and those that inherit a change."""
    for noun, names in (("added", found.added), ("removed", found.removed)):
        for name in names:
            yield f"{noun} {name}"
    for diff in found.changed:
        yield from diff_lines(diff)
    if found.reached:
        yield f"inherit a change: {', '.join(found.reached)}"
    if not (found.added or found.removed or found.changed):
        yield "nothing differs"


def folder_json(found: FolderDiff) -> dict[str, Any]:
    """The same for programs."""
    return {**to_json(found), "changed": [diff_json(one) for one in found.changed]}
