"""The life of a sample with ten calls, as an engine writes it: replies of two kilobytes, a record, a commit."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casewright.ledger import CallRow, Claim, Ledger, OrderRow, PlannedSample, RunRow
from casewright.types import Decision

__all__ = ["CALLS", "ORDERS", "Work", "open_run", "planned", "prepared", "work"]

CALLS = 10
ORDERS = 40
WORDS = ("low mood", "sleep", "for three weeks", "denies", "her partner", "reports", "no", "appetite", "work", "since")
USAGE = {"prompt_tokens": 900, "completion_tokens": 400, "thought_tokens": 0}


def text(seed: str) -> str:
    """A text of 800 to 3,200 characters, 2,000 in the mean, that no other seed gives."""
    dice = random.Random(seed)
    length = dice.randrange(800, 3_200)
    return " ".join(dice.choices(WORDS, k=length // 5))[:length]


async def open_run(ledger: Ledger, run: str = "run") -> None:
    orders = [OrderRow(f"order-{i:02d}", {"code": "F32.1", "kind": "intake"}, 1_000) for i in range(ORDERS)]
    await ledger.open_run(RunRow(run, {"seed": 0}, {}), orders)


def planned(count: int) -> list[PlannedSample]:
    """Samples in rounds of a thousand over all orders."""
    places = [(f"order-{i % ORDERS:02d}", i // ORDERS, 1 + i // 1_000) for i in range(count)]
    return [PlannedSample(f"{o}-{index:04d}", o, index, round_, {"index": index}) for o, index, round_ in places]


@dataclass(frozen=True)
class Work:
    """What is written of a sample, made up before the clock runs."""

    claim: Claim
    calls: Sequence[CallRow]
    record: dict[str, Any]


def prepared(claim: Claim) -> Work:
    calls = [_call(claim, f"{claim.sample}-{number}") for number in range(CALLS)]
    return Work(claim, calls, {"id": claim.sample, "text": text(calls[0].key), "fidelity": {"score": 0.9}})


async def work(ledger: Ledger, prepared: Sequence[Work]) -> None:
    """All samples at once, each with its calls one after the other."""
    await asyncio.gather(*(_sample(ledger, one) for one in prepared))


async def _sample(ledger: Ledger, work: Work) -> None:
    claim = work.claim
    for call in work.calls:
        await ledger.save_call(call, await ledger.begin_call(call.key, claim.run, claim.sample, "worker"))
    await ledger.finish(claim, work.record, None)
    await ledger.settle(claim.run, claim.sample, Decision("accepted", "gate", "j"), {"diversity": {"novelty": 0.9}})


def _call(claim: Claim, key: str) -> CallRow:
    reply = {"text": text(key), "usage": USAGE, "usd": 0.001, "seconds": 2.0, "model": "test/model"}
    return CallRow(key, claim.run, claim.sample, "write", "test/model", reply, None, None)
