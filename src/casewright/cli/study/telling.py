"""What ``study run`` says at its end, and what ``--dry-run`` says before there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from casewright.cli.lengths import clock, dollars, length
from casewright.cli.tables import console

if TYPE_CHECKING:
    from casewright.runs.estimate import Amount
    from casewright.studies.run import CellEntry, StudyWork
    from casewright.studies.run.forecast import ArmForecast

__all__ = ["print_ahead", "print_ending"]


def print_ahead(entries: Sequence[CellEntry], arms: Sequence[ArmForecast]) -> None:
    """Cells with their samples, then what each arm would take by its own samples so far."""
    _print_cells(entries)
    out = console()
    out.print(f"{len(entries)} cells, {sum(entry.samples for entry in entries):,} samples")
    out.print()
    table = Table("arm", "samples", "tried", "time left", "tokens in all", "cost in all", box=None, pad_edge=False)
    for arm in arms:
        table.add_row(arm.arm, f"{arm.samples:,}", f"{arm.tried:,}", *_estimated(arm))
    out.print(table)
    out.print(
        "by an arm's own samples so far, with the ends of the range; replies that the study's cache holds cost nothing",
        soft_wrap=True,
    )


def print_ending(folder: Path, work: StudyWork) -> None:
    """How each cell stands, what holds some up, and where all of it is."""
    entries = [work.log.entries[cell.name] for cell in work.cells]
    _print_cells(entries)
    out = console()
    left = list(work.unfinished())
    for entry in left:
        told = entry.why or "not begun"
        out.print(f"{entry.name} is {entry.state}: {told}", highlight=False, markup=False, soft_wrap=True)
    done = f"{len(entries) - len(left)} of {len(entries)} cells are complete"
    out.print(f"{done}; the same command goes on" if left else f"{done}: nothing is left to write")
    out.print(f"study folder: {folder}", highlight=False, markup=False, soft_wrap=True)
    if not left:
        out.print(f"next: casewright study report {folder}", highlight=False, markup=False, soft_wrap=True)


def _print_cells(entries: Sequence[CellEntry]) -> None:
    table = Table("cell", "run", "samples", "decided", "outcomes", "time", "state", box=None, pad_edge=False)
    for entry in entries:
        counts = ", ".join(f"{number} {name}" for name, number in sorted(entry.outcomes.items()))
        time = clock(entry.seconds) if entry.seconds else ""
        table.add_row(entry.name, entry.run, str(entry.samples), str(entry.decided), counts, time, entry.state)
    console().print(table)


def _estimated(arm: ArmForecast) -> tuple[str, str, str]:
    if arm.whole is None or arm.seconds_left is None:
        return ("not estimable: none of its samples was tried", "", "")
    left, cost = arm.seconds_left, arm.whole.usd
    time = f"{length(left.point)} [{length(left.low)}, {length(left.high)}]" if left.high else "nothing"
    usd = "not known: a model has no price" if cost is None else _ends(cost, dollars)
    return (time, _ends(arm.whole.tokens), usd)


def _ends(found: Amount, show: Callable[[float], str] = "{:,.0f}".format) -> str:
    total = found.total
    return f"{show(total.point)} [{show(total.low)}, {show(total.high)}]"
