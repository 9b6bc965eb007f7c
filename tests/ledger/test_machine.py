"""Random histories of a run, on the file and on a simple model: they never differ."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from casewright.ledger import Claim, OrderRow, PlannedSample, RunRow, SqliteLedger
from casewright.types import Decider, Decision, Outcome

OUTCOMES: tuple[Outcome, ...] = ("accepted", "rejected", "needs_review", "error", "cancelled", "surplus")
DECIDERS: tuple[Decider, ...] = ("gate", "seal", "person", "operator")
decisions = st.builds(Decision, st.sampled_from(OUTCOMES), st.sampled_from(DECIDERS), st.just("j"))


class LedgerMachine(RuleBasedStateMachine):
    """The model: a state, a holder and a list of decisions for each sample."""

    claims: Bundle[Claim] = Bundle("claims")

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="casewright-machine-"))
        self.loop = asyncio.new_event_loop()
        self.ledger = SqliteLedger(self.folder / "l.sqlite3")
        self.states: dict[str, str] = {}
        self.holder: dict[str, int] = {}
        self.expired: set[str] = set()
        self.said: dict[str, list[Decision]] = {}
        self.do(self.ledger.open_run(RunRow("r", {}, {}), [OrderRow("o", {}, 1)]))

    def do(self, coroutine: Any) -> Any:
        return self.loop.run_until_complete(coroutine)

    def free(self) -> list[str]:
        open_ = {name for name, state in self.states.items() if state == "planned"} | self.expired
        return sorted(open_)

    def holds(self, claim: Claim) -> bool:
        return self.states[claim.sample] == "leased" and self.holder[claim.sample] == claim.fence

    @rule(index=st.integers(0, 5))
    def add(self, index: int) -> None:
        name = f"s{index}"
        self.do(self.ledger.add_samples("r", [PlannedSample(name, "o", index, 0, {})]))
        self.states.setdefault(name, "planned")

    @rule(target=claims, limit=st.integers(1, 3), runs_out=st.booleans())
    def claim(self, limit: int, runs_out: bool) -> Any:  # noqa: FBT001 - hypothesis passes by name
        expected = self.free()[:limit]
        taken = self.do(self.ledger.claim("r", "w", limit=limit, lease_seconds=0 if runs_out else 3600))
        assert [claim.sample for claim in taken] == expected
        for claim in taken:
            self.states[claim.sample], self.holder[claim.sample] = "leased", claim.fence
            (self.expired.add if runs_out else self.expired.discard)(claim.sample)
        return multiple(*taken)

    @rule(claim=claims)
    def renew(self, claim: Claim) -> None:
        held = self.do(self.ledger.renew([claim], 3600))
        assert held == ((claim,) if self.holds(claim) else ())
        if held:
            self.expired.discard(claim.sample)

    @rule(claim=consumes(claims))
    def release(self, claim: Claim) -> None:
        self.do(self.ledger.release([claim]))
        if self.holds(claim):
            self.states[claim.sample] = "planned"
            self.expired.discard(claim.sample)

    @rule(claim=claims, decision=st.none() | decisions)
    def finish(self, claim: Claim, decision: Decision | None) -> None:
        held = self.holds(claim)
        assert self.do(self.ledger.finish(claim, {"fence": claim.fence}, decision)) == held
        if held:
            self.settle(claim.sample, decision)

    @rule(index=st.integers(0, 5), decision=decisions)
    def decide(self, index: int, decision: Decision) -> None:
        if f"s{index}" in self.states:
            self.do(self.ledger.decide("r", f"s{index}", decision))
            self.settle(f"s{index}", decision)

    def settle(self, name: str, decision: Decision | None) -> None:
        self.states[name] = "passed" if decision is None else "decided"
        self.expired.discard(name)
        if decision is not None:
            self.said.setdefault(name, []).append(decision)

    def standing(self, name: str) -> Decision | None:
        for group in ({"person", "operator"}, {"seal"}, {"gate"}):
            spoken = [decision for decision in self.said.get(name, []) if decision.by in group]
            if spoken:
                return spoken[-1]
        return None

    @invariant()
    def agrees(self) -> None:
        if hasattr(self, "ledger"):
            rows = self.do(self.ledger.samples("r"))
            assert {row.planned.id: row.state for row in rows} == self.states
            assert {row.planned.id: row.decision for row in rows} == {name: self.standing(name) for name in self.states}

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.do(self.ledger.close())
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()
            shutil.rmtree(self.folder)


LedgerMachine.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLedgerMachine = LedgerMachine.TestCase
