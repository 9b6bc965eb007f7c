"""An order's targets: shares that replace those of the population."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casewright.errors import UsageError

__all__ = ["TARGETS", "read_targets"]

TARGETS = ("age", "comorbidity", "course", "setting", "severity", "sex", "stressor")


def read_targets(targets: Mapping[str, Any]) -> Mapping[str, Mapping[str, float]]:
    """Shares by trait, such as ``{"sex": {"female": 0.5, "male": 0.5}}``.

    Raises:
        UsageError: a trait that can't be steered, or shares that are no positive numbers.
    """
    for trait, shares in targets.items():
        if trait not in TARGETS:
            raise UsageError(f"unknown target {trait!r}; known: {', '.join(TARGETS)}")
        good = isinstance(shares, Mapping) and shares and all(_is_share(share) for share in shares.values())
        if not good or sum(shares.values()) <= 0:
            raise UsageError(
                f"target {trait!r} needs shares that sum to more than 0, such as {{name: 0.5}}; got {shares!r}"
            )
    return targets


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
