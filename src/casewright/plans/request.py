"""What a case is a pure function of."""

from __future__ import annotations

from dataclasses import dataclass

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
