"""What a storm left behind, read from its ledger, its summary and the endpoint's diary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.storm.place import Place

from casewright.ledger import open_ledger
from casewright.ledger.protocol import Bill, Ledger
from casewright.wire import to_json

__all__ = ["Found", "read"]

JUDGED = "evaluation-"


@dataclass(frozen=True)
class Found:
    """A finished run: by sample its text, decision and number of attempts; what was paid, by both sides' count."""

    samples: Mapping[str, str]
    undecided: int
    decisions: Mapping[str, int]
    """How many decisions a sample has under the judging."""
    bill: Bill
    asked: Counter[str]
    """By content, how often the endpoint answered."""
    summary: Mapping[str, object]
    orders: Mapping[str, int]
    outcomes: Mapping[str, Counter[str]]

    @property
    def paid(self) -> int:
        return self.asked.total()

    @property
    def repaid(self) -> int:
        """Calls that the endpoint answered again."""
        return self.paid - len(self.asked)


async def read(place: Place) -> Found:
    """Everything that is checked."""
    ledger = open_ledger(place.kept)
    try:
        return await _read(ledger, place)
    finally:
        await ledger.close()


async def _read(ledger: Ledger, place: Place) -> Found:
    run = next(row.id for row in await ledger.runs() if not row.id.startswith(JUDGED))
    rows = await ledger.samples(run)
    samples: dict[str, str] = {}
    outcomes: dict[str, Counter[str]] = {}
    for row in rows:
        if row.decision is not None:
            kept = await ledger.record(run, row.planned.id) or {}
            told = {name: kept.get(name) for name in ("text", "attempts", "seed")}
            samples[row.planned.id] = json.dumps({**told, "decision": to_json(row.decision)}, sort_keys=True)
            outcomes.setdefault(row.planned.order, Counter())[row.decision.outcome] += 1
    return Found(
        samples=samples,
        undecided=sum(row.decision is None for row in rows),
        decisions=await _decisions(ledger, run),
        bill=await ledger.bill(run),
        asked=Counter(place.diary.read_text("ascii").split()),
        summary=json.loads((place.run / "summary.json").read_text("utf-8")),
        orders={row.id: row.n for row in await ledger.orders(run)},
        outcomes=outcomes,
    )


async def _decisions(ledger: Ledger, run: str) -> Counter[str]:
    found: Counter[str] = Counter()
    after = 0
    while events := await ledger.events(run, after):
        after = events[-1].sequence
        found.update(event.sample or "" for event in events if event.kind == "decided")
    return found
