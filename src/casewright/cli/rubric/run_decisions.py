"""What the decisions of a run would be under other rubrics; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casewright.cli.ending import run_async
from casewright.cli.fetching import announcer
from casewright.cli.run_place import opened_run, run_place
from casewright.runs.assembly import Cast, cast_of
from casewright.runs.rejudging import Change, Rejudged, Rejudging
from casewright.settings import Settings, load_settings
from casewright.types import Outcome

__all__ = ["Decisions", "decision_lines", "decisions"]

MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions under two judgings, and those that differ."""

    samples: int
    before: str
    """The judging that the changes are held against: what the run was judged by, or A's."""
    after: str
    changes: tuple[Change, ...]
    counts_before: Mapping[Outcome, int]
    counts_after: Mapping[Outcome, int]


def decisions(given: Mapping[str, Any], before: Sequence[Path] | None, after: Sequence[Path]) -> Decisions:
    """Judges a run's texts under one set of overlay folders, or under two and compares them.

    Raises:
        InputError: no such run.
        UsageError: the run has no sample that was decided.
    """
    settings = load_settings(given["config"])
    new = run_async(_looked(_cast(given, after, settings), given["run"]))
    if before is None:
        outcomes = _as_decided(new)
        return _compared(new, outcomes, new.against)
    old = run_async(_looked(_cast(given, before, settings), given["run"]))
    return _compared(new, {record.id: record.decision.outcome for record in old.records}, old.judging)


def _cast(given: Mapping[str, Any], folders: Sequence[Path], settings: Settings) -> Cast:
    return cast_of(
        settings,
        writer=None,
        critics=given["critics"] or tuple(settings.roles.critics),
        overlays=folders,
        certificates=given["certificates"],
        report=announcer(quiet=given["as_json"]),
    )


async def _looked(cast: Cast, run: str) -> Rejudged:
    try:
        async with opened_run(run_place(run)) as (ledger, name):
            return await Rejudging(cast, ledger, name).look()
    finally:
        for model in cast.models():
            await model.close()


def _as_decided(found: Rejudged) -> dict[str, Outcome]:
    moved = {change.sample: change.before for change in found.changes}
    return {record.id: moved.get(record.id, record.decision.outcome) for record in found.records}


def _compared(new: Rejudged, before: Mapping[str, Outcome], against: str) -> Decisions:
    changes = tuple(
        Change(record.id, record.code, before[record.id], record.decision.outcome, record.decision.reasons)
        for record in new.records
        if before[record.id] != record.decision.outcome
    )
    after = Counter(record.decision.outcome for record in new.records)
    return Decisions(len(new.records), against, new.judging, changes, dict(Counter(before.values())), dict(after))


def decision_lines(found: Decisions) -> Iterator[str]:
    """Counts before and after, then each change with its reason."""
    yield f"{found.samples} samples, judging {found.before} → {found.after}; nothing is written"
    for outcome in sorted({*found.counts_before, *found.counts_after}):
        yield f"  {outcome}: {found.counts_before.get(outcome, 0)} → {found.counts_after.get(outcome, 0)}"
    for change in found.changes[:MOST_LISTED]:
        why = change.reasons[0].message if change.reasons else "nothing speaks against it now"
        yield f"  {change.sample}: {change.before} → {change.after}: {why}"
    if len(found.changes) > MOST_LISTED:
        yield f"  and {len(found.changes) - MOST_LISTED} more (--json lists all)"
    if not found.changes:
        yield "  no decision changes"
