"""The figures of a run, each with its n and interval, and the two identities that must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.graphs.parts import Parts
from casewright.ledger.protocol import OrderRow
from casewright.runs.acceptance import corrected_acceptance, counted
from casewright.runs.panels import panels
from casewright.runs.proportions import proportion
from casewright.runs.rounds import Standing
from casewright.runs.seal_gap import seal_gap
from casewright.runs.set_figures import set_figures
from casewright.types import Language, Record

__all__ = ["CountsError", "summarise"]


class CountsError(AssertionError):
    """The counts of a run don't add up: a fault of ours that must never be printed over."""


def summarise(
    run: str,
    judging: str,
    standings: Sequence[Standing],
    records: Sequence[Record],
    parrot: Mapping[str, Any] | None = None,
    *,
    parts: Parts,
    orders: Sequence[OrderRow],
    undecided: int = 0,
) -> dict[str, Any]:
    """The summary of a run under one judging; ``undecided`` samples of a paused run are counted beside.

    ``parts`` are those that judged: they know the certificates that shares are corrected by.

    Raises:
        CountsError: samples are not the sum of outcomes, or accepted + short is not N.
    """
    _check(standings, records)
    levels = {row.id: str(row.order["level"]) for row in orders}
    told = {row.id: row.order["language"] for row in orders}
    total = [_total(parts, records, language) for language in sorted(set(told.values()))]
    return {
        "run": run,
        "judging": judging,
        "gate": "gate_certified" if all(item["gate"]["certified"] for item in total) else "gate_uncertified",
        "marks": sorted({mark for record in records for mark in record.marks}),
        "orders": [_order(standing, records, parts, told[standing.order]) for standing in standings],
        "total": total,
        "seal": seal_gap(parts, records, levels),
        "panels": panels(parts, records),
        "undecided": undecided,
        "reference": _references(records),
        "cost": _cost(records),
        "diversity": set_figures(records),
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


def _order(standing: Standing, records: Sequence[Record], parts: Parts, language: Language) -> dict[str, Any]:
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
        "corrected": corrected_acceptance(counted(own), parts.gating.bound(language, parts.limits.max_attempts)),
    }


def _total(parts: Parts, records: Sequence[Record], language: Language) -> dict[str, Any]:
    """All orders of a language together: certificates, and so corrections, are a language's own."""
    own = [record for record in records if record.language == language]
    passed = sum(record.decision.outcome in ("accepted", "surplus") for record in own)
    bound = parts.gating.bound(language, parts.limits.max_attempts)
    return {
        "language": language,
        "samples": len(own),
        "accepted_of_tried": proportion(passed, len(own)),
        "corrected": corrected_acceptance(counted(own), bound),
        "gate": {
            "certified": bound.certified,
            "why": bound.why,
            "certificate": bound.certificate.id if bound.certificate else None,
            "grade": bound.certificate.grade if bound.certificate else None,
        },
        "certificates": [
            {"id": item.id, "critic": item.critic, "grade": item.grade} for item in parts.gating.heard(language)
        ],
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
