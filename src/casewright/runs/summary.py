"""The figures of a run, each with its n and interval, and the two identities that must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.runs.rounds import Standing
from casewright.types import Record

__all__ = ["CountsError", "proportion", "summarise"]


class CountsError(AssertionError):
    """The counts of a run don't add up: a fault of ours that must never be printed over."""


def proportion(hits: int, n: int) -> dict[str, Any]:
    """A share with its n and its 95 % Wilson interval (Wilson 1927); no share where n is 0."""
    if n == 0:
        return {"share": None, "n": 0, "low": None, "high": None}
    from scipy.stats import binomtest

    interval = binomtest(hits, n).proportion_ci(0.95, method="wilson")
    return {"share": hits / n, "n": n, "low": float(interval.low), "high": float(interval.high)}


def summarise(
    run: str,
    judging: str,
    standings: Sequence[Standing],
    records: Sequence[Record],
    parrot: Mapping[str, Any] | None = None,
    *,
    undecided: int = 0,
) -> dict[str, Any]:
    """The summary of a run under one judging; ``undecided`` samples of a paused run are counted beside.

    Raises:
        CountsError: samples are not the sum of outcomes, or accepted + short is not N.
    """
    _check(standings, records)
    return {
        "run": run,
        "judging": judging,
        "gate": "gate_uncertified",
        "orders": [_order(standing, records) for standing in standings],
        "undecided": undecided,
        "reference": _references(records),
        "cost": _cost(records),
        "parrot": parrot,
    }


def _check(standings: Sequence[Standing], records: Sequence[Record]) -> None:
    for standing in standings:
        total = sum(standing.outcomes.values())
        kept = sum(record.order == standing.order for record in records)
        if not total == standing.samples == kept:
            raise CountsError(f"{standing.order}: {standing.samples} samples, {total} outcomes, {kept} records")
        if min(standing.accepted, standing.n) + standing.short != standing.n:
            raise CountsError(f"{standing.order}: accepted {standing.accepted} + short {standing.short}")


def _order(standing: Standing, records: Sequence[Record]) -> dict[str, Any]:
    own = [record for record in records if record.order == standing.order]
    first = sum(record.decision.outcome in ("accepted", "surplus") and record.attempts == 1 for record in own)
    passed = sum(record.decision.outcome in ("accepted", "surplus") for record in own)
    return {
        "order": standing.order,
        "n": standing.n,
        "accepted": standing.accepted,
        "short": standing.short,
        "samples": standing.samples,
        "outcomes": dict(standing.outcomes),
        "accepted_of_tried": proportion(passed, standing.samples),
        "accepted_first_try": proportion(first, standing.samples),
        "attempts": sum(record.attempts or 0 for record in own),
    }


def _references(records: Sequence[Record]) -> list[str]:
    named = {record.privacy.reference or "none: copying was not assessable" for record in records if record.privacy}
    return sorted(named)


def _cost(records: Sequence[Record]) -> dict[str, Any]:
    priced = [record.cost.usd for record in records if record.cost.usd is not None]
    return {
        "calls": sum(record.cost.calls for record in records),
        "prompt_tokens": sum(record.cost.prompt_tokens for record in records),
        "completion_tokens": sum(record.cost.completion_tokens for record in records),
        "model_seconds": round(sum(record.cost.seconds for record in records), 3),
        "usd": sum(priced) if priced else None,
    }
