"""What a case is a pure function of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casewright.types import Need, Order

__all__ = ["CaseRequest"]


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """Case ``index`` of an order: everything that decides what is drawn."""

    order_id: str
    order: Order
    index: int
    seed: int = 0
    needs: tuple[Need, ...] = ()
    """What the resolved rubric asks of this kind; may be empty."""
    steer: Mapping[str, Any] = field(default_factory=dict)
    """What a run asks of this case between its rounds; empty, the case is drawn from the order's shares alone."""
