"""Why an order got fewer accepted reports than it wants, as far as the run's ledger tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.ledger.protocol import Event, OrderRow, RunState
from casewright.plans import case_sources
from casewright.runs.rounds import Standing

__all__ = ["why_short"]

UNSAID = "nothing that the run keeps says why: the limit of samples or the cases given were used up, or it was ended"


def why_short(standing: Standing, order: OrderRow, state: RunState, stops: Sequence[Event]) -> list[str]:
    """Sentences, the weightiest first; empty where nothing is short.

    Args:
        standing: How the order stands.
        order: The order.
        state: Whether the run is open or cancelled.
        stops: Events that stopped the run or an order, oldest first.
    """
    if not standing.short:
        return []
    found = ["the run was cancelled"] if state == "cancelled" else []
    found += [told for event in stops if (told := _told(event, order.id)) and told not in found]
    waiting = standing.samples - sum(standing.outcomes.values())
    if waiting:
        found.append(f"{waiting} samples are not decided yet: the same command goes on with them")
    if order.order["system"] == "icd10-who-2019" and order.order["code"] not in case_sources():
        found.append(f"no case source for {order.order['code']!r}: only cases of one's own were told")
    review = standing.outcomes.get("needs_review", 0)
    if review:
        found.append(f"{review} wait for a person (casewright decide)")
    return found or [UNSAID]


def _told(event: Event, order: str) -> str | None:
    """What an event says of an order, or of the run as a whole; what was cancelled is known by the run's state."""
    payload: Mapping[str, Any] = event.payload
    if event.kind in ("cancelled", "reopened") or payload.get("order") not in (None, order):
        return None
    return str(payload.get("message") or payload.get("why") or payload.get("rule") or event.kind)
