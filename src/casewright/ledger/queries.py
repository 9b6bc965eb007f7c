"""What is read: each function sees one snapshot of the database."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import get_args

from casewright.ledger.protocol import (
    JSON,
    CallRow,
    Claim,
    Event,
    Held,
    OrderRow,
    PlannedSample,
    RunRow,
    SampleRow,
    SampleState,
)
from casewright.ledger.tables import Row, Tables
from casewright.types import Decision, Reason
from casewright.wire import from_json

__all__ = [
    "newest_judging",
    "read_call",
    "read_calls",
    "read_certificates",
    "read_decisions",
    "read_due",
    "read_events",
    "read_feed",
    "read_held",
    "read_latest",
    "read_orders",
    "read_planned",
    "read_projects",
    "read_recent",
    "read_record",
    "read_run",
    "read_runs",
    "read_sample",
    "read_samples",
    "sample_row",
]

STATES: tuple[SampleState, ...] = get_args(SampleState)


def read_run(tables: Tables, run: str) -> RunRow | None:
    """One run, if it is there."""
    row = tables.one("runs.get", run=run)
    return _run(row) if row else None


def read_runs(tables: Tables) -> tuple[RunRow, ...]:
    """All runs, oldest first."""
    return tuple(_run(row) for row in tables.execute("runs.all").fetchall())


def read_due(tables: Tables) -> tuple[RunRow, ...]:
    """The runs with orders that are open and not over, oldest first."""
    return tuple(_run(row) for row in tables.execute("runs.due").fetchall())


def read_recent(tables: Tables, limit: int, before: str | None) -> tuple[RunRow, ...]:
    """The newest runs that are older than one."""
    return tuple(_run(row) for row in tables.execute("runs.recent", limit=limit, before=before).fetchall())


def read_projects(tables: Tables) -> tuple[str, ...]:
    """The projects of the database, whichever is this one."""
    return tuple(row["project"] for row in tables.execute("runs.projects").fetchall())


def read_orders(tables: Tables, run: str) -> tuple[OrderRow, ...]:
    """A run's orders as they were first given."""
    rows = tables.execute("runs.orders", run=run).fetchall()
    return tuple(OrderRow(row["id"], json.loads(row["body"]), row["n"]) for row in rows)


def newest_judging(tables: Tables, run: str) -> str | None:
    """The judging of the run's last decision."""
    newest = tables.one("decisions.newest_judging", run=run)
    return newest["judging"] if newest else None


def read_samples(
    tables: Tables, run: str, judging: str | None, states: Collection[SampleState] | None
) -> tuple[SampleRow, ...]:
    """All samples, or those in these states, with the decision that stands under a judging."""
    wanted = [state for state in STATES if states is None or state in states]
    named = {f"state_{place}": wanted[place - 1] if place <= len(wanted) else None for place in range(1, 5)}
    under = newest_judging(tables, run) if judging is None else judging
    rows = tables.execute("samples.all", run=run, judging=under, **named).fetchall()
    return tuple(sample_row(tables, row) for row in rows)


def read_sample(tables: Tables, run: str, sample: str, judging: str | None) -> SampleRow | None:
    """One sample, if it is there."""
    under = newest_judging(tables, run) if judging is None else judging
    row = tables.one("samples.one", run=run, sample=sample, judging=under)
    return sample_row(tables, row) if row else None


def sample_row(tables: Tables, row: Row) -> SampleRow:
    """A sample from its row, with the decision that the row holds."""
    return SampleRow(read_planned(tables, row, row["body"]), row["state"], _decision(row), bool(row["has_record"]))


def read_decisions(tables: Tables, run: str, sample: str) -> tuple[tuple[int, Decision], ...]:
    """All decisions of a sample, oldest first."""
    rows = tables.execute("decisions.of_sample", run=run, sample=sample).fetchall()
    return tuple((row["sequence"], decision) for row in rows if (decision := _decision(row)) is not None)


def read_held(tables: Tables, run: str) -> tuple[Held, ...]:
    """The samples under a lease."""
    return tuple(
        Held(
            Claim(run, row["id"], row["fence"], read_planned(tables, row, row["body"])),
            row["worker"],
            row["seconds_left"],
        )
        for row in tables.execute("samples.held", run=run).fetchall()
    )


def read_planned(tables: Tables, row: Row, case: str) -> PlannedSample:
    """A sample's plan from its row and its stored case."""
    return PlannedSample(row["id"], row["order_id"], row["idx"], row["round"], tables.restore(case))


def read_record(tables: Tables, run: str, sample: str, judging: str | None = None) -> JSON | None:
    """The stored record with its texts, and over it what a later judging found."""
    row = tables.one("samples.record", run=run, sample=sample)
    record: JSON | None = tables.restore(row["body"]) if row else None
    if record is None or judging is None:
        return record
    later = tables.one("judged.get", run=run, sample=sample, judging=judging)
    return {**record, **tables.restore(later["body"])} if later else record


def read_call(tables: Tables, key: str) -> CallRow | None:
    """A completed call."""
    row = tables.one("calls.get", key=key)
    return _call(tables, row) if row else None


def read_calls(tables: Tables, run: str, sample: str | None) -> tuple[CallRow, ...]:
    """The calls that a run, or one sample of it, completed."""
    name = "calls.of_run" if sample is None else "calls.of_sample"
    return tuple(_call(tables, row) for row in tables.execute(name, run=run, sample=sample).fetchall())


def read_certificates(tables: Tables, run: str) -> dict[str, JSON]:
    """The certificates that a run went by, by id."""
    return {row["id"]: tables.restore_whole(row["body"]) for row in tables.execute("certificates.of_run", run=run)}


def read_events(tables: Tables, run: str, after: int, limit: int, kinds: Collection[str] | None) -> tuple[Event, ...]:
    """Events in order, from the one after ``after``."""
    named = None if kinds is None else json.dumps(sorted(kinds))
    rows = tables.execute("events.after", run=run, after=after, limit=limit, kinds=named).fetchall()
    return tuple(_event(row) for row in rows)


def read_feed(tables: Tables, after: int, limit: int) -> tuple[Event, ...]:
    """What was decided in any run, from the event after ``after``."""
    return tuple(_event(row) for row in tables.execute("decisions.feed", after=after, limit=limit).fetchall())


def read_latest(tables: Tables, run: str, kind: str) -> Event | None:
    """The last event of a kind about the run itself."""
    row = tables.one("events.latest", run=run, kind=kind)
    return _event(row) if row else None


def _event(row: Row) -> Event:
    return Event(row["sequence"], row["run"], row["sample"], row["kind"], json.loads(row["payload"]), row["at"])


def _run(row: Row) -> RunRow:
    decides, how = json.loads(row["decides"]), json.loads(row["how"])
    return RunRow(row["id"], decides, how, row["state"], row["starts"], bool(row["over"]))


def _decision(row: Row) -> Decision | None:
    if row["outcome"] is None:
        return None
    reasons = tuple(from_json(Reason, reason) for reason in json.loads(row["reasons"]))
    return Decision(row["outcome"], row["by"], row["judging"], reasons, row["who"])


def _call(tables: Tables, row: Row) -> CallRow:
    reply, screen, failure = (
        None if row[name] is None else tables.restore(row[name]) for name in ("reply", "screen", "failure")
    )
    return CallRow(row["key"], row["run"], row["sample"], row["purpose"], row["model"], reply, screen, failure)
