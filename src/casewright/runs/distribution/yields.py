"""Rates and cost by code, language and kind: what an accepted report took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.ledger.protocol import OrderRow, Spent
from casewright.runs.distribution.observed import Observed
from casewright.runs.proportions import proportion

__all__ = ["Group", "yields"]

Group = tuple[str, str, str]
"""Code, language, kind."""


def yields(
    samples: Sequence[Observed],
    orders: Sequence[OrderRow],
    spent: Mapping[str, Spent],
    parrot: Mapping[Group, tuple[int, int]] | None = None,
) -> list[dict[str, Any]]:
    """A line for each code, language and kind, in the orders' order.

    Args:
        samples: Every decided sample.
        orders: The run's orders.
        spent: What the calls of each order used, over all starts and also for what was refused or is undecided.
        parrot: Accepted and tried of the parrot writer on the same cases.

    Returns:
        Rates count samples; ``per_accepted`` divides all that was spent by the reports accepted, and is empty where
        there is none. ``unpriced`` calls are those whose price is unknown: where there are any, ``usd`` is too low.
    """
    rows: dict[Group, list[str]] = {}
    for row in orders:
        rows.setdefault((row.order["code"], row.order["language"], row.order["kind"]), []).append(row.id)
    told = parrot or {}
    return [_line(group, _of(samples, own), _sum(spent, own), told.get(group)) for group, own in rows.items()]


def _of(samples: Sequence[Observed], orders: Sequence[str]) -> list[Observed]:
    return [item for item in samples if item.order in orders]


def _sum(spent: Mapping[str, Spent], orders: Sequence[str]) -> Spent:
    own = [spent[order] for order in orders if order in spent]
    return Spent(
        sum(item.calls for item in own),
        sum(item.tokens for item in own),
        sum(item.usd for item in own),
        sum(item.seconds for item in own),
        sum(item.unpriced for item in own),
    )


def _line(group: Group, own: Sequence[Observed], spent: Spent, parrot: tuple[int, int] | None) -> dict[str, Any]:
    tried = [item for item in own if item.tried]
    accepted = sum(item.outcome == "accepted" for item in own)
    attempts = sum(item.attempts for item in own)
    return {
        **dict(zip(("code", "language", "kind"), group, strict=True)),
        "samples": len(own),
        "accepted": accepted,
        "accepted_first_try": proportion(sum(item.passed and item.attempts == 1 for item in tried), len(tried)),
        "accepted_of_tried": proportion(sum(item.passed for item in tried), len(tried)),
        "parrot": proportion(*parrot) if parrot else None,
        "attempts": attempts,
        "spent": {**_told(spent), "unpriced": spent.unpriced},
        "per_accepted": _per(accepted, {"attempts": attempts, **_told(spent)}),
    }


def _told(spent: Spent) -> dict[str, float]:
    return {"calls": spent.calls, "tokens": spent.tokens, "usd": spent.usd, "seconds": spent.seconds}


def _per(accepted: int, used: Mapping[str, float]) -> dict[str, float | None]:
    return {name: value / accepted if accepted else None for name, value in used.items()}
