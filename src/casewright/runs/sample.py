"""One sample through the gate: the function that every engine runs."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from casewright.agents.recorded import Recording, recording
from casewright.errors import ModelFailure
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.parts import Parts
from casewright.graphs.state import GateState
from casewright.models.watching import watch
from casewright.runs.records import build_record, failed_record, unsealed_record
from casewright.types import Reason, Record

__all__ = ["SampleRunner"]

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0


@dataclass
class SampleRunner:
    """Runs samples through one compiled gate.

    A call that failed for the moment (rate limit, server, time-out) sends the sample back to the start, where
    finished calls are answered from the ledger; past its deadline the sample ends as an error. The deadline is time
    spent trying, over all claims of this process: while a breaker is open nobody tries.
    """

    parts: Parts
    run: str
    deadline_seconds: float
    worker: str = ""
    """Who works on the samples."""
    clock: Callable[[], float] = monotonic
    graph: Any = field(init=False)
    _tried: dict[str, float] = field(default_factory=dict, init=False)
    """Seconds that samples were tried for before they went back to the queue."""

    def __post_init__(self) -> None:
        self.graph = build_gate(self.parts).compile()

    async def __call__(self, sample: str, state: GateState) -> Record:
        """The sample's record, decided by the gate.

        Raises:
            ModelFailure: a breaker is open; the sample must be claimed again once it may have closed.
            PausedError: no call would be answered now; the sample stays where it was.
        """
        with watch("sample", self.run) as tell:
            record = await self._decided(sample, state)
            tell({"outcome": record.decision.outcome, "attempts": record.attempts or 0})
            return record

    async def _decided(self, sample: str, state: GateState) -> Record:
        began = self.clock() - self._tried.pop(sample, 0.0)
        wait = FIRST_WAIT
        while True:
            with recording(sample, self.worker) as kept:
                last = state
                try:
                    async for reached in self._states(state):
                        last = reached
                    return build_record(last, self.parts, self.run, kept)
                except ModelFailure as failure:
                    if failure.kind == "breaker_open":
                        self._tried[sample] = self.clock() - began
                        raise
                    if self.clock() - began + wait > self.deadline_seconds:
                        return self._ended(last, kept, failure)
            await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, not a secret
            wait = min(2 * wait, LONGEST_WAIT)

    def _ended(self, last: GateState, kept: Recording, failure: ModelFailure) -> Record:
        """What is left past the deadline: a report that only its seal is missing for waits for a person."""
        why = f"no answer before the deadline: {failure.kind}: {failure}"
        if last.get("decision") is not None:
            return unsealed_record(last, self.parts, self.run, kept, Reason("seal", why))
        return failed_record(last, self.parts, self.run, kept, Reason("model_failure", why))

    def _states(self, state: GateState) -> AsyncIterator[GateState]:
        """The state after each step, so that what is known stays known when a call fails."""
        found: AsyncIterator[GateState] = self.graph.astream(
            state, {"recursion_limit": RECURSION_LIMIT}, stream_mode="values"
        )
        return found
