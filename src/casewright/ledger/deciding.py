"""Decisions as they are appended: exactly one stands for a sample under a judging."""

from __future__ import annotations

from casewright.errors import UnknownNameError
from casewright.ledger.outcomes import RANK
from casewright.ledger.protocol import JSON
from casewright.ledger.queries import read_record
from casewright.ledger.tables import Tables, plain_json
from casewright.types import Decision
from casewright.wire import to_json

__all__ = ["append_decision", "cancel_samples", "decide_sample", "rejudge_sample", "settle_sample"]


def decide_sample(tables: Tables, run: str, sample: str, decision: Decision, changes: JSON | None) -> int:
    """Appends a decision; whoever still works on the sample finishes too late."""
    tables.execute("spending.add_seconds", run=run, sample=sample, fence=None)
    if not tables.execute("samples.settle", run=run, sample=sample).rowcount:
        raise _unknown(tables, run, sample)
    _change_record(tables, run, sample, changes)
    return append_decision(tables, run, sample, decision)


def settle_sample(tables: Tables, run: str, sample: str, decision: Decision, changes: JSON | None) -> bool:
    """Appends the decision of a sample that passed, if nobody did so before."""
    if not tables.execute("samples.commit", run=run, sample=sample).rowcount:
        if tables.one("samples.get", run=run, sample=sample) is None:
            raise _unknown(tables, run, sample)
        return False
    _change_record(tables, run, sample, changes)
    append_decision(tables, run, sample, decision)
    return True


def cancel_samples(tables: Tables, run: str, decision: Decision) -> int:
    """Appends a decision to every sample that has none; how many there were."""
    left = [row["id"] for row in tables.execute("samples.undecided", run=run).fetchall()]
    for sample in left:
        decide_sample(tables, run, sample, decision, None)
    return len(left)


def rejudge_sample(tables: Tables, run: str, sample: str, decision: Decision, found: JSON) -> int:
    """Appends a decision of a later judging; the record that was kept first is left alone."""
    if read_record(tables, run, sample) is None:
        raise _unknown(tables, run, sample)
    tables.execute("judged.save", run=run, sample=sample, judging=decision.judging, body=tables.store(found))
    return append_decision(tables, run, sample, decision)


def append_decision(tables: Tables, run: str, sample: str, decision: Decision) -> int:
    """Appends the event and its row, which stands unless one of a higher rank does; returns its sequence."""
    short = {"outcome": decision.outcome, "by": decision.by, "judging": decision.judging}
    sequence = tables.append(run, sample, "decided", short)
    long = {"who": decision.who, "reasons": plain_json([to_json(reason) for reason in decision.reasons])}
    row = {"sequence": sequence, "run": run, "sample": sample, "rank": RANK[decision.by]}
    tables.execute("decisions.overrule", **row, **short)
    tables.execute("decisions.append", **row, **short, **long)
    return sequence


def _change_record(tables: Tables, run: str, sample: str, changes: JSON | None) -> None:
    if changes:
        record = {**(read_record(tables, run, sample) or {}), **changes}
        tables.execute("samples.save_record", run=run, sample=sample, body=tables.store(record))


def _unknown(tables: Tables, run: str, sample: str) -> UnknownNameError:
    known = tables.execute("samples.ids", run=run).fetchall()
    return UnknownNameError("sample", sample, (row["id"] for row in known))
