"""Orders as a run keeps them: normalised, identified by what they ask, with how many are wanted beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casewright.errors import UsageError
from casewright.hashing import content_hash
from casewright.icd10 import table
from casewright.ledger.protocol import OrderRow
from casewright.runs.order_targets import target_problems
from casewright.types import Order
from casewright.vocabulary.kinds import kind
from casewright.wire import to_json

__all__ = ["MAX_N", "checked", "decides", "order_id", "order_rows"]

MAX_N = 1_000_000


def checked(order: Order) -> Order:
    """The order with its codes as the code table writes them.

    Raises:
        UsageError: an unknown code, kind or language, a number that can't be wanted, or a target that no case has.
    """
    codes = table(order.system)
    kind(order.kind)
    if order.language not in ("en", "es"):
        raise UsageError(f"unknown language {order.language!r}; en and es are written")
    if order.level not in ("sufficient", "partial", "named"):
        raise UsageError(f"unknown level {order.level!r}; allowed are sufficient, partial, named")
    if not 1 <= order.n <= MAX_N:
        raise UsageError(f"n is {order.n}; from 1 to {MAX_N:,} reports can be ordered")
    code = codes.normalise(order.code)
    others = tuple(dict.fromkeys(codes.normalise(other) for other in order.comorbidities))
    if code in others:
        raise UsageError(f"{code!r} is ordered with itself as comorbidity")
    found = replace(order, code=code, comorbidities=others)
    for _, told in target_problems(found):
        raise UsageError(told)
    return found


def decides(order: Order) -> dict[str, Any]:
    """What of an order decides about its samples: everything but how many are wanted."""
    return {name: value for name, value in to_json(order).items() if name != "n"}


def order_id(order: Order) -> str:
    """Names an order by what it asks, so that a raised n goes on with it."""
    return f"{order.code}-{order.language}-{order.kind}-{content_hash(decides(order), 6)}"


def order_rows(orders: Iterable[Order]) -> tuple[OrderRow, ...]:
    """The rows a ledger keeps; equal orders add up."""
    rows: dict[str, OrderRow] = {}
    for order in map(checked, orders):
        name = order_id(order)
        wanted = order.n + (rows[name].n if name in rows else 0)
        rows[name] = OrderRow(name, decides(order), wanted)
    return tuple(rows.values())
