"""Random histories of a run, on real ledgers and on a simple model: they never differ."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from casewright.ledger import CallRow, Claim, Ledger, OrderRow, PlannedSample, RunRow, SampleState, open_ledger
from casewright.testing import MemoryLedger
from casewright.types import Decider, Decision, Outcome

ORDERS = ("o-b", "o-a")
SAMPLES = {f"{order}-{index}": order for order in ORDERS for index in range(3)}
RANK: dict[Decider, int] = {"gate": 0, "seal": 1, "person": 2, "operator": 2}
decisions = st.builds(Decision, st.sampled_from(get_args(Outcome)), st.sampled_from(get_args(Decider)), st.just("j"))
names, keys = st.sampled_from(sorted(SAMPLES)), st.sampled_from(["k1", "k2", "k3"])


@dataclass
class Known:
    """What the model knows of a sample."""

    state: SampleState = "planned"
    fence: int = 0
    expired: bool = False
    said: list[Decision] = field(default_factory=list)

    @property
    def stands(self) -> Decision | None:
        """The latest within the highest rank."""
        ranked = [(RANK[item.by], place) for place, item in enumerate(self.said)]
        return self.said[max(ranked)[1]] if ranked else None


class LedgerMachine(RuleBasedStateMachine):
    """Orders are submitted and raised, samples claimed, finished, committed, cancelled and decided on later, calls
    begun and ended, and processes killed: they forget what they held and come back to the same ledger."""

    claims: Bundle[Claim] = Bundle("claims")
    begun: Bundle[tuple[str, int]] = Bundle("begun")
    where = ""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="casewright-machine-"))
        self.loop = asyncio.new_event_loop()
        self.known: dict[str, Known] = {}
        self.n = dict.fromkeys(ORDERS, 1)
        self.cancelled = False
        self.calls: Counter[str] = Counter()
        self.completed: set[str] = set()
        self.open()
        self.do(self.ledger.open_run(RunRow("r", {}, {}), [OrderRow(order, {}, 1) for order in ORDERS]))

    def open(self) -> None:
        self.ledger: Ledger = self.opened()

    def opened(self) -> Ledger:
        return open_ledger(self.folder / "l.sqlite3")

    def do(self, coroutine: Any) -> Any:
        return self.loop.run_until_complete(coroutine)

    def holds(self, claim: Claim) -> bool:
        known = self.known[claim.sample]
        return known.state == "leased" and known.fence == claim.fence

    @rule(order=st.sampled_from(ORDERS), n=st.integers(1, 5))
    def submit(self, order: str, n: int) -> None:
        """The same order again: its n only rises."""
        self.do(self.ledger.open_run(RunRow("r", {}, {}), [OrderRow(order, {}, n)]))
        self.n[order] = max(self.n[order], n)
        assert {row.id: row.n for row in self.do(self.ledger.orders("r"))} == self.n

    @rule(name=names)
    def plan(self, name: str) -> None:
        order, index = SAMPLES[name], int(name[-1])
        self.do(self.ledger.add_samples("r", [PlannedSample(name, order, index, 1 + index // 2, {})]))
        if not self.cancelled:
            self.known.setdefault(name, Known())

    @rule(
        target=claims,
        limit=st.integers(1, 3),
        seconds=st.sampled_from([0, 3600]),
        orders=st.none() | st.lists(st.sampled_from(ORDERS), max_size=2),
    )
    def claim(self, limit: int, seconds: int, orders: list[str] | None) -> Any:
        expected = [] if self.cancelled else self.free(orders)[:limit]
        taken = self.do(self.ledger.claim("r", "w", limit=limit, lease_seconds=seconds, orders=orders))
        assert [claim.sample for claim in taken] == expected
        for claim in taken:
            known = self.known[claim.sample]
            assert claim.fence > known.fence
            known.state, known.fence, known.expired = "leased", claim.fence, seconds == 0
        return multiple(*taken)

    def free(self, orders: list[str] | None) -> list[str]:
        """In (round, order, index) order."""
        open_ = [name for name, known in self.known.items() if known.state == "planned" or known.expired]
        asked = [name for name in open_ if orders is None or SAMPLES[name] in orders]
        return sorted(asked, key=lambda name: (1 + int(name[-1]) // 2, ORDERS.index(SAMPLES[name]), int(name[-1])))

    @rule(claim=claims)
    def renew(self, claim: Claim) -> None:
        held = self.do(self.ledger.renew([claim], 3600))
        assert list(held) == ([claim] if self.holds(claim) else [])
        if held:
            self.known[claim.sample].expired = False

    @rule(claim=consumes(claims))
    def release(self, claim: Claim) -> None:
        self.do(self.ledger.release([claim]))
        if self.holds(claim):
            self.known[claim.sample].state, self.known[claim.sample].expired = "planned", False

    @rule(claim=claims, decision=st.none() | decisions)
    def finish(self, claim: Claim, decision: Decision | None) -> None:
        held = self.holds(claim)
        assert self.do(self.ledger.finish(claim, {"fence": claim.fence}, decision)) == held
        if held:
            self.ended(claim.sample, decision)

    @rule(name=names, decision=decisions)
    def settle(self, name: str, decision: Decision) -> None:
        """Of two that commit a sample one counts."""
        passed = name in self.known and self.known[name].state == "passed"
        if name in self.known:
            assert self.do(self.ledger.settle("r", name, decision, {"novelty": 1})) == passed
        if passed:
            self.ended(name, decision)

    @rule(name=names, decision=decisions)
    def decide_later(self, name: str, decision: Decision) -> None:
        if name in self.known:
            self.do(self.ledger.decide("r", name, decision))
            self.ended(name, decision)

    @rule()
    def cancel(self) -> None:
        decision = Decision("cancelled", "operator", "j", who="ann")
        left = [name for name, known in self.known.items() if known.state != "decided"]
        assert self.do(self.ledger.cancel("r", decision)) == len(left)
        self.cancelled = True
        for name in left:
            self.ended(name, decision)

    @rule()
    def reopen(self) -> None:
        self.do(self.ledger.reopen("r"))
        self.cancelled = False

    @rule(target=begun, key=keys)
    def begin_call(self, key: str) -> tuple[str, int]:
        self.calls["begun"] += 1
        return key, self.do(self.ledger.begin_call(key, "r", "s", "w"))

    @rule(call=consumes(begun))
    def save_call(self, call: tuple[str, int]) -> None:
        key, number = call
        self.do(self.ledger.save_call(CallRow(key, "r", "s", "write", "m", {"text": key}, None, None), number))
        self.calls["again" if key in self.completed else "completed"] += 1
        self.completed.add(key)

    @rule(call=consumes(begun))
    def fail_call(self, call: tuple[str, int]) -> None:
        self.do(self.ledger.fail_call(call[1]))
        self.calls["failed"] += 1

    @rule()
    def kill(self) -> None:
        """The process is gone and comes back; what it held is under its lease still."""
        self.do(self.ledger.close())
        self.open()

    def ended(self, name: str, decision: Decision | None) -> None:
        known = self.known[name]
        known.state, known.expired = "passed" if decision is None else "decided", False
        known.said += [] if decision is None else [decision]

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "ledger"):
            return
        rows = self.do(self.ledger.samples("r", "j"))
        assert {row.planned.id: row.state for row in rows} == {name: known.state for name, known in self.known.items()}
        assert {row.planned.id: row.decision for row in rows} == {n: known.stands for n, known in self.known.items()}
        assert self.do(self.ledger.run("r")).state == ("cancelled" if self.cancelled else "open")
        held = self.do(self.ledger.held("r"))
        assert {item.claim.sample for item in held} == {n for n, known in self.known.items() if known.state == "leased"}

    @invariant()
    def adds_up(self) -> None:
        """Samples are the sum of states, what is decided the sum of outcomes, what was begun the sum of its ends."""
        if not hasattr(self, "ledger"):
            return
        for tally in self.do(self.ledger.tallies("r", "j")):
            own = [known for name, known in self.known.items() if SAMPLES[name] == tally.order]
            outcomes = Counter(known.stands.outcome for known in own if known.stands is not None)
            assert dict(tally.states) == Counter(known.state for known in own)
            assert dict(tally.outcomes) == outcomes
            assert sum(outcomes.values()) == tally.states.get("decided", 0) and tally.samples == len(own)  # noqa: PT018
        bill, ended = self.do(self.ledger.bill("r")), self.calls
        assert (bill.begun, bill.completed, bill.again, bill.failed) == (
            ended["begun"], ended["completed"], ended["again"], ended["failed"],
        )  # fmt: skip
        assert bill.begun == bill.completed + bill.again + bill.failed + bill.open

    @invariant()
    def events_rise(self) -> None:
        if hasattr(self, "ledger"):
            numbers = [event.sequence for event in self.do(self.ledger.events("r", 0, 10_000))]
            assert numbers == sorted(set(numbers))

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.do(self.ledger.close())
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()
            shutil.rmtree(self.folder)


class MemoryMachine(LedgerMachine):
    """A ledger in memory outlives nothing, so it is not closed."""

    def opened(self) -> Ledger:
        return getattr(self, "ledger", None) or MemoryLedger()

    def kill(self) -> None:
        pass


HISTORIES = settings(max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))


def test_histories_on_a_file() -> None:
    """Whatever happens, in whatever order, the file says what the model says."""
    run_state_machine_as_test(LedgerMachine, settings=HISTORIES)


def test_histories_in_memory() -> None:
    """The ledger that tests use means the same."""
    run_state_machine_as_test(MemoryMachine, settings=HISTORIES)


@pytest.mark.server
def test_histories_on_a_server(postgres_url: str) -> None:
    """So does PostgreSQL; each history gets a project of its own."""
    projects = iter(range(10_000))

    class ServerMachine(LedgerMachine):
        def opened(self) -> Ledger:
            if not hasattr(self, "project"):
                self.project = f"machine-{next(projects)}"
            return open_ledger(postgres_url, project=self.project)

    run_state_machine_as_test(ServerMachine, settings=HISTORIES)
