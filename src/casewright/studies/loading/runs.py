"""A run's samples: from its exports where these are current, else from its ledger; unfinished runs are refused"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casewright.errors import InputError
from casewright.ledger import Ledger, OrderRow, RunRow, open_ledger
from casewright.runs.exporting.files import FILES
from casewright.runs.recipe import KEY
from casewright.runs.status.look import RunWatch
from casewright.runs.status.standing import RunStatus
from casewright.studies.loading.lines import read_lines, report_of
from casewright.studies.loading.portion import Place, Portion
from casewright.studies.loading.slimming import Slimmer
from casewright.studies.material import StudyReport
from casewright.wire import to_json

__all__ = ["read_run"]

ENDED = ("complete", "short", "cancelled")
"""How a start of a run ends that leaves nothing to do."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the ledger says of a run."""

    row: RunRow
    orders: tuple[OrderRow, ...]
    status: RunStatus


def read_run(place: Place, slimmer: Slimmer, *, partial: bool = False) -> Portion:
    """The samples of a run.

    Raises:
        InputError: a line of its exports is no record; the run isn't finished and ``partial`` is not allowed; or
            nothing was decided.
    """
    if place.ledger:
        return asyncio.run(_of_ledger(place, slimmer, partial=partial))
    return _of_exports(place, place.path or Path(), slimmer)


async def _of_ledger(place: Place, slimmer: Slimmer, *, partial: bool) -> Portion:
    ledger = open_ledger(place.ledger, project=place.project)
    try:
        known = await _known(ledger, place)
        said = _unfinished(known.status, place, partial=partial)
        if place.path is not None and _current(place.path, known):
            reports = read_lines(_exports(place.path), slimmer, of_run=True)
        else:
            reports = await _stored(ledger, known.row.id, slimmer, place.told)
    finally:
        await ledger.close()
    if not reports:
        raise InputError(f"run {known.row.id!r} of {place.told!r} has no sample that was decided")
    return _portion(place, reports, known, said)


def _portion(place: Place, reports: Sequence[StudyReport], known: _Known, said: tuple[str, ...]) -> Portion:
    _add_levels(reports, known.orders)
    decides, recipe = known.row.decides, known.row.how.get(KEY) or {}
    same = all(report.record["decision"].get("judging") == decides.get("judging") for report in reports)
    return Portion(
        place=place.told,
        reports=tuple(reports),
        arm=place.arm,
        writer=str(recipe.get("writer") or _writer(reports)),
        loop=int(decides.get("max_attempts", 1)) > 1,
        run=known.row.id,
        orders=known.orders,
        judged_by=recipe.get("judged_by", {}) if same else {},
        said=said,
    )


def _add_levels(reports: Sequence[StudyReport], orders: Sequence[OrderRow]) -> None:
    levels = {row.id: str(row.order["level"]) for row in orders}
    for report in reports:
        record: Any = report.record
        record["level"] = levels.get(str(record.get("order")), "sufficient")


def _of_exports(place: Place, folder: Path, slimmer: Slimmer) -> Portion:
    """A folder of exports without its ledger: the attempts that were made tell whether the loop was on."""
    reports = read_lines(_exports(folder), slimmer, of_run=True)
    if not reports:
        raise InputError(f"{place.told!r} has no sample that was decided")
    loop, said = place.loop, ""
    if loop is None:
        loop = any((report.record.get("attempts") or 0) > 1 for report in reports)
        said = f"{place.told}: exports without their ledger; whether failed drafts went back is told by its attempts"
    run, told = reports[0].run, (said,) if said else ()
    return Portion(place.told, tuple(reports), place.arm, _writer(reports), loop, run, said=told)


def _writer(reports: Sequence[StudyReport]) -> str:
    return next(
        (str(models["writer"]) for one in reports if (models := one.record.get("models") or {}).get("writer")), ""
    )


def _exports(folder: Path) -> list[Path]:
    return [folder / name for name in FILES.values()]


async def _known(ledger: Ledger, place: Place) -> _Known:
    rows = await ledger.runs()
    meant = [row for row in rows if row.id == place.run] if place.run else rows
    if len(meant) != 1:
        listed = ", ".join(row.id for row in rows) or "none"
        raise InputError(f"{place.told!r} should hold one run{f' {place.run!r}' * bool(place.run)}; it holds {listed}")
    row = meant[0]
    status = await RunWatch(ledger, row.id).look()
    return _Known(row, tuple(await ledger.orders(row.id)), status)


def _unfinished(status: RunStatus, place: Place, *, partial: bool) -> tuple[str, ...]:
    undecided = sum(order.undecided for order in status.orders)
    samples = sum(order.samples for order in status.orders)
    last = next((note for note in reversed(status.notes) if note.kind in ("ended", "cancelled", "reopened")), None)
    ended = last is not None and (last.kind == "cancelled" or last.payload.get("how") in ENDED)
    if status.complete or (ended and not undecided):
        return ()
    why = f"{undecided} of {samples} samples are undecided" if undecided else "it stopped before its orders were full"
    if not partial:
        hint = "go on with `casewright resume`, or read what is decided so far with --partial"
        raise InputError(f"run {status.run!r} of {place.told!r} is not finished: {why}; {hint}")
    return (f"{place.told}: {why}; read as far as it has come",)


def _current(folder: Path, known: _Known) -> bool:
    """Whether the exports tell what the ledger does; they are written when a start of the run ends, and after that
    whenever a person decides.
    """
    try:
        summary: Any = json.loads((folder / "summary.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    if not isinstance(summary, dict) or summary.get("run") != known.row.id:
        return False
    told = {row["order"]: _counts(row["outcomes"]) for row in summary["orders"]}
    kept = {order.order: _counts(order.outcomes) for order in known.status.orders}
    total = sum((Counter(own) for own in kept.values()), Counter[str]())
    return told == kept and all(_lines(folder / name) == total[outcome] for outcome, name in FILES.items())


def _counts(outcomes: Any) -> dict[str, int]:
    return {str(name): count for name, count in outcomes.items() if count}


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for _ in file)
    except OSError:
        return 0


async def _stored(ledger: Ledger, run: str, slimmer: Slimmer, told: str) -> list[StudyReport]:
    found = []
    for row in await ledger.samples(run):
        kept = None if row.decision is None else await ledger.record(run, row.planned.id)
        if kept is not None:
            whole = {**kept, "decision": to_json(row.decision)}
            found.append(report_of(whole, slimmer, f"{told}, sample {row.planned.id!r}", of_run=True))
    return found
