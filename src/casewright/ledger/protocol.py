"""The one record of what happened: runs, samples under fenced leases, paid calls, decisions as events."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from casewright.types import Decision, Outcome

__all__ = [
    "JSON",
    "Bill",
    "CallRow",
    "Claim",
    "Event",
    "Held",
    "Ledger",
    "OrderRow",
    "PlannedSample",
    "RunRow",
    "RunState",
    "SampleRow",
    "SampleState",
    "Spent",
    "Tally",
]

JSON = Mapping[str, Any]
SampleState = Literal["planned", "leased", "passed", "decided"]
"""``passed``: the gate let it through, and its commit (novelty, order full) is still to come."""


RunState = Literal["open", "cancelled"]
"""A cancelled run gives out no more work until it is opened again."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run: ``decides`` is what its identity hashes, ``how`` what is only recorded.

    ``starts`` counts how often it was opened; ``over`` says that nothing more happens until it is opened again. The
    ledger keeps both.
    """

    id: str
    decides: JSON
    how: JSON
    state: RunState = "open"
    starts: int = field(default=0, compare=False)
    over: bool = field(default=False, compare=False)


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
class Held:
    """A sample under a lease: by whom, and for how long still by the database's clock (negative once it ran out)."""

    claim: Claim
    worker: str
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many samples an order has: by state, and of the decided ones by effective outcome under a judging."""

    order: str
    states: Mapping[SampleState, int]
    outcomes: Mapping[Outcome, int]
    last_round: int

    @property
    def samples(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Spent:
    """What the completed calls of an order used. ``seconds`` are those its samples were worked on, from claim to
    finish; ``unpriced`` counts completed calls whose price is not known, which ``usd`` lacks."""

    calls: int = 0
    tokens: int = 0
    usd: float = 0.0
    seconds: float = 0.0
    unpriced: int = 0


@dataclass(frozen=True, slots=True)
class Bill:
    """What a run's calls came to: ``begun`` = ``completed`` + ``again`` + ``failed`` + ``open``.

    ``completed`` are distinct calls, each paid for once. ``again`` were answered a second time because two workers
    asked at once or an answer was lost in a crash; ``failed`` gave no answer that a provider charges for; ``open``
    have not ended: they are in flight now, or were when their process was killed, and may have been charged for.
    """

    begun: int
    completed: int
    again: int
    failed: int
    open: int


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

    async def due(self) -> Sequence[RunRow]:
        """The runs with orders that are open and not over, oldest first; found without looking at the others."""

    async def recent(self, limit: int, before: str | None = None) -> Sequence[RunRow]:
        """The newest runs, newest first; those that are older than the run ``before``, where one is named."""

    async def end(self, run: str, starts: int, ending: JSON) -> bool:
        """Notes that a run is over, by an event ``ended`` with ``ending``. Returns False, and notes nothing, where it
        was noted before, or the run was opened again since it had so many ``starts``."""

    async def projects(self) -> Sequence[str]:
        """The names of all projects that have a run in this database, in alphabetical order."""

    async def orders(self, run: str) -> Sequence[OrderRow]: ...

    async def add_samples(self, run: str, samples: Sequence[PlannedSample]) -> None:
        """Adds planned samples; those already there stay as they are, and a cancelled run takes none."""

    async def claim(
        self, run: str, worker: str, *, limit: int, lease_seconds: float, orders: Sequence[str] | None = None
    ) -> Sequence[Claim]:
        """Leases samples that are planned, or whose lease has run out, in (round, order, index) order; of these
        ``orders`` only, where some are named. A cancelled run gives none."""

    async def held(self, run: str) -> Sequence[Held]:
        """The samples under a lease, whether or not it has run out."""

    async def renew(self, claims: Sequence[Claim], lease_seconds: float) -> Sequence[Claim]:
        """Extends leases; returns the claims that still hold."""

    async def release(self, claims: Sequence[Claim]) -> None:
        """Gives samples back unfinished."""

    async def finish(self, claim: Claim, record: JSON, decision: Decision | None) -> bool:
        """Stores what the gate made of a sample, with its decision, or ``None`` where it passed and awaits
        its commit. Returns False, and stores nothing, if the fence was lost."""

    async def decide(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> int:
        """Appends a decision, with top-level record fields that came with it (novelty); returns its sequence."""

    async def settle(self, run: str, sample: str, decision: Decision, changes: JSON | None = None) -> bool:
        """Commits a sample that passed: appends its decision as `decide` does. Returns False, and stores nothing,
        where it is not (or no longer) in state ``passed``, so that of two that commit at once one counts."""

    async def cancel(self, run: str, decision: Decision) -> int:
        """Closes the run and appends this decision to every sample that has none; how many there were."""

    async def reopen(self, run: str) -> None:
        """Opens a cancelled run again; what was cancelled stays so."""

    async def tallies(self, run: str, judging: str | None = None) -> Sequence[Tally]:
        """How many samples each order has, in the orders' order; counted by the database, without reading them."""

    async def samples(
        self, run: str, judging: str | None = None, *, states: Collection[SampleState] | None = None
    ) -> Sequence[SampleRow]:
        """All samples, or those in these states, in (round, order, index) order. The effective decision: latest by
        sequence within the highest rank of person (also operator) over seal over gate, under ``judging`` (default: the
        newest)."""

    async def page(
        self,
        run: str,
        judging: str | None = None,
        *,
        after: str | None = None,
        limit: int = 100,
        outcomes: Collection[Outcome] | None = None,
        orders: Collection[str] | None = None,
    ) -> Sequence[SampleRow]:
        """The next samples after the sample ``after``, in the order of `samples`, without reading those before.

        Args:
            run: The run.
            judging: As in `samples`.
            after: The last sample of the page before; by default none.
            limit: Most samples.
            outcomes: Only samples whose effective decision is one of these.
            orders: Only samples of these orders.

        Raises:
            UnknownNameError: there is no sample ``after``.
        """

    async def sample(self, run: str, sample: str, judging: str | None = None) -> SampleRow | None:
        """One sample, with the effective decision as `samples` has it."""

    async def decisions(self, run: str, sample: str) -> Sequence[tuple[int, Decision]]:
        """All that was ever decided of a sample, under any judging, oldest first, with sequence numbers."""

    async def judging(self, run: str) -> str | None:
        """The newest judging: that of the run's last decision."""

    async def rejudge(self, run: str, sample: str, decision: Decision, found: JSON) -> int:
        """Appends a decision of a later judging with the record fields that it found. The first record stays."""

    async def record(self, run: str, sample: str, judging: str | None = None) -> JSON | None:
        """The stored record with its text, or ``None``; with what a later judging found laid over it."""

    async def call(self, key: str) -> CallRow | None:
        """A completed call."""

    async def begin_call(self, key: str, run: str, sample: str, worker: str) -> int:
        """Notes that a call is about to be made, so that one in flight at a crash is counted; returns its number."""

    async def save_call(self, call: CallRow, begun: int | None = None) -> None:
        """Completes a call, and the beginning noted under ``begun``; saving the same key again keeps the first."""

    async def fail_call(self, begun: int) -> None:
        """Notes that a call ended without an answer to pay for."""

    async def bill(self, run: str) -> Bill:
        """What the run's calls came to."""

    async def spent(self, run: str) -> Mapping[str, Spent]:
        """What each order used so far, over all starts; an order without calls is left out."""

    async def calls(self, run: str, sample: str | None = None) -> Sequence[CallRow]: ...

    async def keep_certificates(self, run: str, certificates: Mapping[str, JSON]) -> None:
        """Keeps copies, by id, of what let critics decide in a run; those already there stay as they are."""

    async def certificates(self, run: str) -> Mapping[str, JSON]:
        """The copies, by id."""

    async def note(self, run: str, kind: str, payload: JSON, sample: str | None = None) -> int:
        """Appends an event of the engine's own (``round``, ``stopped``, ``budget``…); returns its sequence."""

    async def events(
        self, run: str, after: int = 0, limit: int = 1000, kinds: Collection[str] | None = None
    ) -> Sequence[Event]:
        """The next events after a sequence number, of these ``kinds`` only, where some are named."""

    async def feed(self, after: int = 0, limit: int = 1000) -> Sequence[Event]:
        """The next events of kind ``decided`` of all runs of the project, after a sequence number."""

    async def latest(self, run: str, kind: str) -> Event | None:
        """The last event of a kind that is about the run and no sample of it."""

    async def close(self) -> None: ...
