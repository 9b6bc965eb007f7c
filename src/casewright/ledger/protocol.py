"""The one record of what happened: runs, samples under fenced leases, paid calls, decisions as events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from casewright.types import Decision

__all__ = [
    "JSON",
    "CallRow",
    "Claim",
    "Event",
    "Ledger",
    "OrderRow",
    "PlannedSample",
    "RunRow",
    "SampleRow",
    "SampleState",
]

JSON = Mapping[str, Any]
SampleState = Literal["planned", "leased", "passed", "decided"]
"""``passed``: the gate let it through, and its commit (novelty, order full) is still to come."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run: ``decides`` is what its identity hashes, ``how`` what is only recorded."""

    id: str
    decides: JSON
    how: JSON


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order of a run, with the number of accepted reports wanted (which may be raised)."""

    id: str
    order: JSON
    n: int


@dataclass(frozen=True, slots=True)
class PlannedSample:
    """Case ``index`` of an order, drawn in a round."""

    id: str
    order: str
    index: int
    round: int
    case: JSON


@dataclass(frozen=True, slots=True)
class Claim:
    """A lease on a sample. ``fence`` grows with each claim; a finish under an old fence is discarded."""

    run: str
    sample: str
    fence: int
    planned: PlannedSample


@dataclass(frozen=True, slots=True)
class SampleRow:
    """Where a sample stands. ``decision`` is the effective one under the judging asked for."""

    planned: PlannedSample
    state: SampleState
    decision: Decision | None
    has_record: bool


@dataclass(frozen=True, slots=True)
class CallRow:
    """A completed call: ``key`` hashes model, request and replicate. ``screen`` is its privacy result, if it
    was a writer's; the reply's text is masked before it gets here. ``failure`` is set for a typed failure that
    was paid for (empty, refusal, content_filter, truncated, garbage, too_long) and would be the same again."""

    key: str
    run: str
    sample: str
    purpose: str
    model: str
    reply: JSON | None
    screen: JSON | None
    failure: JSON | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a run, in order. Payloads are small: ids and outcomes, never texts."""

    sequence: int
    run: str
    sample: str | None
    kind: str
    payload: JSON
    at: float
    """Seconds since the epoch, by the database's clock."""


class Ledger(Protocol):
    """Every method is durable when it returns."""

    async def open_run(self, run: RunRow, orders: Sequence[OrderRow]) -> None:
        """Creates the run, or goes on with it; an order's ``n`` may have been raised."""

    async def run(self, run: str) -> RunRow | None: ...

    async def runs(self) -> Sequence[RunRow]: ...

    async def orders(self, run: str) -> Sequence[OrderRow]: ...

    async def add_samples(self, run: str, samples: Sequence[PlannedSample]) -> None:
        """Adds planned samples; those already there stay as they are."""

    async def claim(self, run: str, worker: str, *, limit: int, lease_seconds: float) -> Sequence[Claim]:
        """Leases samples that are planned, or whose lease has run out, in (round, order, index) order."""

    async def renew(self, claims: Sequence[Claim], lease_seconds: float) -> Sequence[Claim]:
        """Extends leases; returns the claims that still hold."""

    async def release(self, claims: Sequence[Claim]) -> None:
        """Gives samples back unfinished."""

    async def finish(self, claim: Claim, record: JSON, decision: Decision | None) -> bool:
        """Stores what the gate made of a sample, with its decision, or ``None`` where it passed and awaits
        its commit. Returns False, and stores nothing, if the fence was lost."""

    async def decide(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> int:
        """Appends a decision, with top-level record fields that came with it (novelty); returns its sequence."""

    async def samples(self, run: str, judging: str | None = None) -> Sequence[SampleRow]:
        """All samples in (round, order, index) order. The effective decision: latest by sequence within the
        highest rank of person (also operator) over seal over gate, under ``judging`` (default: the newest)."""

    async def rejudge(self, run: str, sample: str, decision: Decision, found: JSON) -> int:
        """Appends a decision of a later judging with the record fields that it found. The first record stays."""

    async def record(self, run: str, sample: str, judging: str | None = None) -> JSON | None:
        """The stored record with its text, or ``None``; with what a later judging found laid over it."""

    async def call(self, key: str) -> CallRow | None:
        """A completed call."""

    async def save_call(self, call: CallRow) -> None:
        """Completes a call; saving the same key again changes nothing."""

    async def calls(self, run: str, sample: str | None = None) -> Sequence[CallRow]: ...

    async def keep_certificates(self, run: str, certificates: Mapping[str, JSON]) -> None:
        """Keeps copies, by id, of what let critics decide in a run; those already there stay as they are."""

    async def certificates(self, run: str) -> Mapping[str, JSON]:
        """The copies, by id."""

    async def events(self, run: str, after: int = 0, limit: int = 1000) -> Sequence[Event]: ...

    async def close(self) -> None: ...
