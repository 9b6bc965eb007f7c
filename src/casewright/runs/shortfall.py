"""Why an order got fewer accepted reports than it wants, as far as the run's ledger tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casewright.ledger.protocol import OrderRow
from casewright.runs.ending import SpentLimit
from casewright.runs.rounds import Standing
from casewright.runs.used import Used
from casewright.wire import from_json

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
    ended = next((event.payload for event in reversed(used.stops) if event.kind == "ended"), None)
    if ended is not None:
        yield from _ended(order, ended)
    elif order in used.given_up:
        rule = used.given_up[order]
        yield f"given up: {rule.get('rule')} ({', '.join(rule.get('blocked_by', ())) or 'no ids'})"


def _ended(order: str, payload: Mapping[str, Any]) -> Iterator[str]:
    """What the last start left in the ledger when it ended: limits that ran out, and orders given up."""
    limits = [from_json(SpentLimit, item) for item in payload.get("spent", ())]
    own = [str(item) for item in limits if item.order in (None, order)]
    yield from own
    stop = payload.get("stopped", {}).get(order)
    if stop:
        yield f"given up: {stop['message']}"
    if not own and payload.get("how") in ("paused", "stopped") and payload.get("why"):
        yield str(payload["why"])
