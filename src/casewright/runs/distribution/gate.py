"""What the gate did to the distribution: accepted against all first drafts, and against what was wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from casewright.ledger.protocol import OrderRow
from casewright.runs.distribution.observed import FORMULA, TRAITS, Observed, Read
from casewright.runs.distribution.quantiles import number_table
from casewright.runs.distribution.refused import refused_strata
from casewright.runs.distribution.shares import share_table
from casewright.runs.distribution.targets import target_shares

__all__ = ["gate_distribution"]


def gate_distribution(
    samples: Sequence[Observed], orders: Sequence[OrderRow], own_cases: Collection[str] = ()
) -> dict[str, Any]:
    """The tables of a run.

    Traits are those of the cases: ``written`` are all samples that a draft came of, ``accepted`` those that were
    accepted. Numbers are those of texts: of the first drafts, and of the texts accepted, which may be repaired ones.
    Surplus counts as written and not as accepted.

    Args:
        samples: Every decided sample.
        orders: The run's orders.
        own_cases: Orders whose cases a user gave: they have no target.
    """
    written = [item for item in samples if item.written is not None]
    target = {} if own_cases else target_shares(orders)
    traits = {name: share_table(written, partial(_trait, name), target.get(name)) for name in ("age", "sex", *TRAITS)}
    for name in ("code", "kind", "language"):
        traits[name] = share_table(written, attrgetter(name))
    return {
        "written": len(written),
        "accepted": sum(item.outcome == "accepted" for item in written),
        "traits": {name: found for name, found in traits.items() if found is not None},
        "numbers": {name: found for name, found in _numbers(written).items() if found is not None},
        "refused": refused_strata(samples),
    }


def _trait(name: str, item: Observed) -> str | None:
    return item.traits.get(name)


def _numbers(written: Sequence[Observed]) -> dict[str, dict[str, Any] | None]:
    kept = [item for item in written if item.outcome == "accepted"]
    found = {
        "tokens": number_table(_lengths(item.written for item in written), _lengths(item.final for item in kept)),
        "symptoms_told": number_table(_symptoms(written), _symptoms(kept)),
    }
    for language in sorted({item.language for item in written}):
        every = [item.written for item in written if item.language == language]
        own = [item.final for item in kept if item.language == language]
        found[FORMULA[language]] = number_table(_ease(every), _ease(own))
    return found


def _lengths(texts: Iterable[Read | None]) -> list[float]:
    return [float(text.tokens) for text in texts if text is not None]


def _ease(texts: Iterable[Read | None]) -> list[float]:
    return [text.readability for text in texts if text is not None and text.readability is not None]


def _symptoms(samples: Iterable[Observed]) -> list[float]:
    return [float(item.symptoms) for item in samples if item.symptoms is not None]
