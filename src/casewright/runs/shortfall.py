"""Why an order got fewer accepted reports than it wants, as far as the run's ledger tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casewright.ledger.protocol import Event, OrderRow
from casewright.runs.rounds import Standing
from casewright.runs.used import Used

__all__ = ["why_short"]


def why_short(standing: Standing, order: OrderRow, used: Used) -> list[str]:
    """Sentences, the weightiest first; empty where nothing is short."""
    if not standing.short:
        return []
    waiting = standing.samples - sum(standing.outcomes.values())
    review = standing.outcomes.get("needs_review", 0)
    found = list(dict.fromkeys(_stopped(order.id, used)))
    if waiting:
        found.append(f"{waiting} samples are not decided yet: the same command goes on with them")
    if not found:
        found.append(f"{standing.samples} samples are as many as were allowed, or as there were cases")
    if review:
        found.append(f"{review} wait for a person (casewright decide)")
    return found


def _stopped(order: str, used: Used) -> Iterator[str]:
    if used.state == "cancelled":
        yield "the run was cancelled"
    told = [said for event in used.stops if (said := _told(event, order))]
    yield from told
    rule = used.given_up.get(order)
    if rule and not any(event.payload.get("order") == order for event in used.stops):
        yield f"given up: {rule.get('rule')} ({', '.join(rule.get('blocked_by', ())) or 'no ids'})"


def _told(event: Event, order: str) -> str | None:
    """What an event says of an order, or of the run as a whole; what was cancelled is known by the run's state."""
    payload: Mapping[str, Any] = event.payload
    if event.kind in ("cancelled", "reopened") or payload.get("order") not in (None, order):
        return None
    return str(payload.get("message") or payload.get("why") or payload.get("rule") or event.kind)
