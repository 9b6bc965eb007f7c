"""What a card is written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.ledger.protocol import OrderRow, RunRow
from casewright.runs.exporting.portrait import Portrait
from casewright.types import Outcome

__all__ = ["CardFacts"]


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A run, what was exported of it, and what is known of who judged it.

    Attributes:
        run: The run.
        orders: Its orders.
        judging: Under which the decisions stand.
        counts: Samples by outcome, exported or not.
        undecided: Samples that nobody has decided yet.
        exported: Outcomes that were exported, in order: each is a configuration of its own.
        portrait: The accepted records; of none where those weren't asked for.
        figures: What the run's end kept of its judges and of the parrot; ``None`` where no start of it ended yet.
        certificates: The copies that the run keeps, by id.
        version: Of the casewright that exports.
    """

    run: RunRow
    orders: Sequence[OrderRow]
    judging: str
    counts: Mapping[Outcome, int]
    undecided: int
    exported: Mapping[Outcome, int]
    portrait: Portrait
    figures: Mapping[str, Any] | None
    certificates: Mapping[str, Mapping[str, Any]]
    version: str
