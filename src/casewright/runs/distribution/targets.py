"""What was wanted: the shares of orders' targets, and where an order has none, those of its population."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.icd10.who import SYSTEM
from casewright.ledger.protocol import OrderRow
from casewright.plans.cases.population import population, read_data
from casewright.runs.distribution.ages import regroup
from casewright.runs.distribution.observed import TRAITS

__all__ = ["target_shares"]


def target_shares(orders: Sequence[OrderRow]) -> dict[str, dict[str, float]]:
    """Shares wanted over all orders together, each weighted by how many reports it wants, by trait.

    Returns:
        Traits that every order has shares for; those of age in our own groups. Values that a kind can't have
        (an intake in a ward, say) are left out, as they are when a case is drawn.
    """
    found = {}
    for trait in ("age", "sex", *TRAITS):
        shares = [_of(row.order, trait) for row in orders]
        if orders and all(shares):
            found[trait] = _mixed([row.n for row in orders], [share for share in shares if share])
    return found


def _of(order: Mapping[str, Any], trait: str) -> Mapping[str, float] | None:
    wanted = (order.get("targets") or {}).get(trait)
    if wanted is None:
        source = population(order["code"]) if order["system"] == SYSTEM else None
        wanted = None if source is None else getattr(source, trait).shares
    if wanted is None:
        return None
    return regroup(wanted) if trait == "age" else _fitting(trait, wanted, order["kind"])


def _fitting(trait: str, shares: Mapping[str, float], kind: str) -> Mapping[str, float]:
    telling = read_data("telling")["kinds"].get(kind, {})
    allowed = telling.get({"course": "courses", "setting": "settings"}.get(trait, ""), shares)
    return {name: share for name, share in shares.items() if name in allowed} or dict.fromkeys(allowed, 1.0)


def _mixed(weights: Sequence[int], shares: Sequence[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for weight, own in zip(weights, shares, strict=True):
        whole = sum(own.values())
        for name, share in own.items():
            found[name] = found.get(name, 0.0) + weight * share / whole / sum(weights)
    return found
