"""What the queue needs to know of a sample, read from the ledger."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casewright.errors import UnknownNameError
from casewright.graphs.parts import Limits
from casewright.ledger.protocol import Ledger, RunRow, SampleRow
from casewright.runs.cast import limits_of
from casewright.runs.withdrawing import is_withdrawal
from casewright.service.profiles import DEFAULT, Profiles
from casewright.service.reviews.scoring import weigh
from casewright.types import Decision

__all__ = ["Reader", "Subject", "machine_decision", "profile_of", "stands"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A sample with its record; ``row`` are the columns of its item."""

    sample: SampleRow
    record: Mapping[str, Any]
    machine: Decision
    row: Mapping[str, Any]

    @property
    def by_people(self) -> bool | None:
        """Whether a person's decision stands; ``None`` where no person has decided."""
        return stands(self.sample.decision)


@dataclass
class Reader:
    """Reads samples of a project; what it knows of runs is kept for one look at many."""

    project: str
    ledger: Ledger
    profiles: Profiles
    _runs: dict[str, tuple[Limits, Mapping[str, str]] | None] = field(default_factory=dict)

    async def subject(self, run: str, sample: str) -> Subject | None:
        """The sample, if it was decided and has a text without masks: there is nothing to judge of others."""
        known = await self._run(run)
        found = await self.ledger.sample(run, sample) if known else None
        if known is None or found is None or found.decision is None or not found.has_record:
            return None
        record = await self.ledger.record(run, sample, found.decision.judging)
        if record is None or record.get("text") is None or record.get("masked"):
            return None
        machine = await machine_decision(self.ledger, run, found)
        limits, levels = known
        weight = weigh(record, machine, limits, levels.get(found.planned.order, "sufficient"))
        row = {
            "project": self.project,
            "run": run,
            "sample": sample,
            **{name: record[name] for name in ("code", "language", "kind")},
            "outcome": found.decision.outcome,
            "disagreement": weight.disagreement,
            "nearness": weight.nearness,
            "priority": weight.priority,
            "state": "settled" if stands(found.decision) else "open",
            "at": time.time(),
        }
        return Subject(found, record, machine, row)

    async def _run(self, run: str) -> tuple[Limits, Mapping[str, str]] | None:
        if run not in self._runs:
            found = await self.ledger.run(run)
            self._runs[run] = None if found is None else (self._limits(found), await self._levels(run))
        return self._runs[run]

    def _limits(self, run: RunRow) -> Limits:
        try:
            return limits_of(self.profiles.settings_of(profile_of(run)))
        except UnknownNameError:  # a profile that was renamed since: lines are drawn for order in the queue alone
            return limits_of(self.profiles.settings)

    async def _levels(self, run: str) -> Mapping[str, str]:
        return {row.id: str(row.order.get("level", "sufficient")) for row in await self.ledger.orders(run)}


def profile_of(run: RunRow) -> str:
    """The profile that a run was begun under."""
    recipe: Mapping[str, Any] = run.how.get("recipe") or {}
    return str(recipe.get("profile") or DEFAULT)


def stands(decision: Decision | None) -> bool | None:
    """Whether a person's decision stands; ``False`` where it was taken back, ``None`` where none was made."""
    if decision is None or decision.by not in ("person", "operator"):
        return None
    return not is_withdrawal(decision)


async def machine_decision(ledger: Ledger, run: str, sample: SampleRow) -> Decision:
    """What gate and seal had come to, before any person."""
    decision = sample.decision
    assert decision is not None  # noqa: S101 - asked of decided samples alone
    if decision.by in ("gate", "seal"):
        return decision
    made = [one for _, one in await ledger.decisions(run, sample.planned.id) if one.by in ("gate", "seal")]
    same = [one for one in made if one.judging == decision.judging] or made
    sealed = [one for one in same if one.by == "seal"]
    return (sealed or same or [decision])[-1]
