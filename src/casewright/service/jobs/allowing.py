"""What a job's run may use: what the request says, what the key has left, and what other jobs on the run were given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from casewright.ledger.protocol import Spent
from casewright.runs.limits import OrderLimits, RunLimits, WhenSpent
from casewright.service.jobs.requests import JobRequest
from casewright.service.problems import Problem

__all__ = ["narrowed", "spent_in_all", "total_of", "widened"]

Number = TypeVar("Number", int, float)


def total_of(request: JobRequest) -> OrderLimits:
    """The budgets of a request as a whole."""
    return request.budgets.limits() if request.budgets is not None else OrderLimits()


def narrowed(limits: OrderLimits, left: OrderLimits, spent: Spent) -> OrderLimits:
    """The limits, and what the key has left on top of what its run used already.

    Raises:
        Problem: the key has nothing left.
    """
    for what in (left.max_calls, left.max_tokens, left.max_usd):
        if what is not None and what <= 0:
            raise Problem("budget-spent", "the budget of this key is used up; an admin can give it another one")
    return OrderLimits(
        max_samples=limits.max_samples,
        max_calls=_least(limits.max_calls, _plus(left.max_calls, spent.calls)),
        max_tokens=_least(limits.max_tokens, _plus(left.max_tokens, spent.tokens)),
        max_usd=_least(limits.max_usd, _plus(left.max_usd, spent.usd)),
        max_seconds=limits.max_seconds,
        when_spent=limits.when_spent,
    )


def widened(one: RunLimits, other: RunLimits) -> RunLimits:
    """The larger of two: a job that joins a run must not stop another one's."""
    orders = {*one.by_order, *other.by_order}
    return RunLimits(
        _wider(one.total, other.total), {order: _wider(one.of(order), other.of(order)) for order in orders}
    )


def spent_in_all(spent: Iterable[Spent]) -> Spent:
    """What all orders of a run used."""
    listed = list(spent)
    return Spent(
        calls=sum(one.calls for one in listed),
        tokens=sum(one.tokens for one in listed),
        usd=sum(one.usd for one in listed),
        seconds=sum(one.seconds for one in listed),
        unpriced=sum(one.unpriced for one in listed),
    )


def _wider(one: OrderLimits, other: OrderLimits) -> OrderLimits:
    least_strict: tuple[WhenSpent, ...] = ("finish", "pause", "cancel")
    return OrderLimits(
        max_samples=_most(one.max_samples, other.max_samples),
        max_calls=_most(one.max_calls, other.max_calls),
        max_tokens=_most(one.max_tokens, other.max_tokens),
        max_usd=_most(one.max_usd, other.max_usd),
        max_seconds=_most(one.max_seconds, other.max_seconds),
        when_spent=min(one.when_spent, other.when_spent, key=least_strict.index),
    )


def _least(one: Number | None, other: Number | None) -> Number | None:
    return other if one is None else one if other is None else min(one, other)


def _most(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else max(one, other)


def _plus(one: Number | None, other: Number) -> Number | None:
    return None if one is None else one + other
