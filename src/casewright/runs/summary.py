"""The figures of a run, each with its n and interval, and the two identities that must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.graphs.parts import Parts
from casewright.ledger.protocol import OrderRow
from casewright.runs.acceptance import corrected_acceptance, counted
from casewright.runs.digest import Digest
from casewright.runs.distribution import gate_distribution, yields
from casewright.runs.panels import panels
from casewright.runs.parrot import by_group
from casewright.runs.proportions import proportion
from casewright.runs.rounds import Standing
from casewright.runs.seal_gap import seal_gap
from casewright.runs.set_figures import set_figures
from casewright.runs.shortfall import why_short
from casewright.runs.used import Used
from casewright.types import Language, Record
from casewright.wire import to_json

__all__ = ["CountsError", "check_counts", "summarise"]


class CountsError(AssertionError):
    """The counts of a run don't add up: a fault of ours that must never be printed over."""


def summarise(
    run: str,
    judging: str,
    standings: Sequence[Standing],
    digest: Digest,
    parrot: Mapping[str, Any] | None = None,
    *,
    parts: Parts,
    orders: Sequence[OrderRow],
    used: Used,
) -> dict[str, Any]:
    """The summary of a run under one judging (docs/exports.md says what each part is).

    Args:
        run: The run.
        judging: Under which its decisions were read.
        standings: What the ledger counts, which must agree with what was read.
        digest: What was read of the records.
        parrot: Its figures on the same cases.
        parts: Those that judged: they know the certificates that shares are corrected by.
        orders: The run's orders.
        used: What it used, and what stopped it.

    Raises:
        CountsError: samples are not the sum of outcomes, or accepted + short is not N.
    """
    check_counts(standings, digest)
    records, levels = digest.records, {row.id: str(row.order["level"]) for row in orders}
    told = {row.id: row.order["language"] for row in orders}
    total = [_total(parts, records, language) for language in sorted(set(told.values()))]
    return {
        "run": run,
        "state": used.state,
        "judging": judging,
        "gate": "gate_certified" if all(item["gate"]["certified"] for item in total) else "gate_uncertified",
        "marks": sorted({mark for record in records for mark in record.marks}),
        "orders": [
            {
                **_order(stand, records, parts, told[row.id]),
                "why_short": why_short(stand, row, used),
            }
            for stand, row in zip(standings, orders, strict=True)
        ],
        "total": total,
        "seal": seal_gap(parts, records, levels),
        "panels": panels(parts, records),
        "undecided": sum(stand.samples - sum(stand.outcomes.values()) for stand in standings),
        "reference": _references(records),
        "cost": _cost(records),
        "spent": {order: to_json(item) for order, item in used.spent.items()},
        "bill": to_json(used.bill) if used.bill else None,
        "stops": [{"kind": event.kind, "at": event.at, **event.payload} for event in used.stops],
        "distribution": gate_distribution(digest.observed, orders, used.own_cases),
        "yields": yields(digest.observed, orders, used.spent, by_group(parrot)),
        "diversity": set_figures(records),
        "parrot": parrot,
    }


def check_counts(standings: Sequence[Standing], digest: Digest) -> None:
    """Holds what the ledger counts against what was read of the records.

    Raises:
        CountsError: a sample is missing or counted twice, nothing was kept of one that was not cancelled, or an order
            has more accepted reports than it wants.
    """
    outcomes = digest.outcomes()
    for stand in standings:
        counted, read = {name: n for name, n in stand.outcomes.items() if n}, dict(outcomes.get(stand.order, {}))
        if counted != read or sum(read.values()) > stand.samples:
            raise CountsError(f"{stand.order}: of {stand.samples} samples {counted} were counted and {read} read")
        if stand.accepted + stand.short != stand.n:
            raise CountsError(f"{stand.order}: accepted {stand.accepted} + short {stand.short} is not {stand.n}")
        lost = {name for name in digest.bare.get(stand.order, {}) if name != "cancelled"}
        if lost:
            raise CountsError(f"{stand.order}: nothing was kept of samples that ended as {', '.join(sorted(lost))}")


def _order(standing: Standing, records: Sequence[Record], parts: Parts, language: Language) -> dict[str, Any]:
    own = [record for record in records if record.order == standing.order]
    first = sum(record.decision.outcome in ("accepted", "surplus") and record.attempts == 1 for record in own)
    passed = sum(record.decision.outcome in ("accepted", "surplus") for record in own)
    decided = sum(standing.outcomes.values())
    tried = decided - standing.outcomes.get("cancelled", 0)
    return {
        "order": standing.order,
        "n": standing.n,
        "accepted": standing.accepted,
        "short": standing.short,
        "samples": decided,
        "undecided": standing.samples - decided,
        "outcomes": dict(standing.outcomes),
        "accepted_of_tried": proportion(passed, tried),
        "accepted_first_try": proportion(first, tried),
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
