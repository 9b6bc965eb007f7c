"""Whom the gate refused most, and why by id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from casewright.runs.distribution.observed import Observed
from casewright.runs.proportions import proportion

__all__ = ["refused_strata"]

LEAST = 5
"""Samples that a stratum has at least: of fewer no share says anything."""
MOST_STRATA, MOST_REASONS = 10, 5


def refused_strata(samples: Sequence[Observed]) -> dict[str, Any]:
    """The share refused over all, and the strata whose lower end of it is highest, each with its commonest reasons.

    Refused is whatever was tried and neither accepted nor surplus. ``compared`` strata were looked at: of many, some
    stand out by chance.
    """
    tried = [item for item in samples if item.tried]
    groups: dict[tuple[str, str], list[Observed]] = {}
    for item in tried:
        for stratum in _strata(item):
            groups.setdefault(stratum, []).append(item)
    told = [_stratum(*name, own) for name, own in groups.items() if len(own) >= LEAST]
    told.sort(key=lambda row: (-row["refused"]["low"], -row["refused"]["n"], row["trait"], row["value"]))
    return {
        "all": proportion(sum(not item.passed for item in tried), len(tried)),
        "reasons": _reasons(tried),
        "compared": len(told),
        "strata": [row for row in told[:MOST_STRATA] if row["refused"]["share"]],
    }


def _strata(item: Observed) -> Iterator[tuple[str, str]]:
    yield from (("code", item.code), ("kind", item.kind), ("language", item.language))
    yield from item.traits.items()
    if item.symptoms is not None:
        yield "symptoms_told", str(item.symptoms)


def _stratum(trait: str, value: str, own: Sequence[Observed]) -> dict[str, Any]:
    refused = proportion(sum(not item.passed for item in own), len(own))
    return {"trait": trait, "value": value, "refused": refused, "reasons": _reasons(own)}


def _reasons(own: Sequence[Observed]) -> list[dict[str, Any]]:
    """How many refused samples each reason speaks against."""
    counts = Counter(reason for item in own if not item.passed for reason in item.reasons)
    common = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_REASONS]
    return [{"id": name, "samples": count} for name, count in common]
