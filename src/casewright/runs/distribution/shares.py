"""A trait of the patients: how often each value was written, accepted and wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from casewright.runs.distribution.ages import AGE_GROUPS
from casewright.runs.distribution.distances import drawn_distance, target_distance
from casewright.runs.distribution.observed import Observed
from casewright.runs.proportions import proportion

__all__ = ["share_table"]

ORDER = (*AGE_GROUPS, "mild", "moderate", "severe")
"""Values that have an order of their own; others stand by their names."""


def share_table(
    written: Sequence[Observed], value: Callable[[Observed], str | None], target: Mapping[str, float] | None = None
) -> dict[str, Any] | None:
    """Counts and shares by value, with their distances; nothing where no sample has the trait.

    Args:
        written: Every sample that a first draft came of.
        value: The trait's value of a sample.
        target: Shares wanted, where they are known.
    """
    told = [(found, item.outcome == "accepted") for item in written if (found := value(item)) is not None]
    if not told:
        return None
    every, kept = Counter(found for found, _ in told), Counter(found for found, ok in told if ok)
    wanted = target or {}
    names = sorted({*every, *wanted}, key=lambda name: (ORDER.index(name) if name in ORDER else -1, name))
    return {
        "values": [_line(name, every, kept, target) for name in names],
        "accepted_from_written": drawn_distance(kept, every),
        "accepted_from_target": target_distance(kept, wanted) if wanted else None,
        "written_from_target": target_distance(every, wanted) if wanted else None,
    }


def _line(name: str, every: Counter[str], kept: Counter[str], target: Mapping[str, float] | None) -> dict[str, Any]:
    return {
        "value": name,
        "written": {"count": every[name], **proportion(every[name], every.total())},
        "accepted": {"count": kept[name], **proportion(kept[name], kept.total())},
        "target": None if target is None else target.get(name, 0.0),
    }
