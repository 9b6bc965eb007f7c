"""Directives in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from casewright.measures.directives.directive import Directive

__all__ = ["describe_directives"]


def describe_directives(found: Sequence[Directive]) -> str | None:
    """What was found, without a word of it: a message that quoted an instruction would hand it on."""
    if not found:
        return None
    counts = Counter(item.kind for item in found)
    listed = ", ".join(f"{kind} {count}" for kind, count in counts.items())
    hidden = sum(item.disguise != "none" for item in found)
    disguised = f", {hidden} in disguise" if hidden else ""
    first = min(found, key=lambda item: item.start)
    return (
        f"the text instructs or addresses a reader of the task "
        f"({len(found)} found: {listed}{disguised}; first at {first.start}-{first.end})"
    )
