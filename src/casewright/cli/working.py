"""A run worked off on the command line: the live lines, signals, what stands at the end, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casewright.cli.ending import SHORT, run_async

if TYPE_CHECKING:
    from casewright.cli.progress import RunView
    from casewright.runs.session import RunSession
    from casewright.runs.workplace import Workplace
    from casewright.settings import Settings
    from casewright.types import Record

__all__ = ["as_asked", "run_session", "work_off", "workplace_of"]

T = TypeVar("T")
MOST_LISTED = 200
HOW = {"grace": "grace_seconds", "concurrency": "concurrency"}


def as_asked(settings: Settings, given: Mapping[str, Any]) -> Settings:
    """Settings with what the options say of how to run."""
    said = {name: given[option] for option, name in HOW.items() if given[option] is not None}
    return settings.model_copy(update={"how": settings.how.model_copy(update=said)}) if said else settings


def workplace_of(given: Mapping[str, Any], ledger: str) -> Workplace:
    """What processes elsewhere need to take part in a run of this ledger."""
    from casewright.runs.workplace import Workplace

    return Workplace(
        ledger,
        project=given.get("project") or "default",
        config=given["config"],
        reference=given["reference"],
        patient_field=given["patient_field"],
        key_env=given["key_env"],
        rubrics=tuple(given["rubrics"]),
        certificates=given["certificates"],
        concurrency=given["concurrency"],
    )


def run_session(session: RunSession, work: Coroutine[Any, Any, T]) -> T:
    """Runs the work of a session; a signal stops it within its grace, a second one at once."""
    return run_async(work, drain=session.drain, grace_seconds=session.cast.settings.how.grace_seconds)


def work_off(session: RunSession, given: Mapping[str, Any]) -> int:
    """Works a run off and says what became of it, also where it was paused or stopped.

    Raises:
        PausedError: it can't go on now; the same command does later.
    """
    from casewright.cli.progress import RunView

    view = RunView(wanted=sum(row.n for row in session.rows))
    session.progress = lambda sample, node, attempt: view.enter(sample, node, attempt)
    told = _Told(keep_all=given["as_json"])
    try:
        run_session(session, _work(session, view, told, quiet=given["as_json"]))
    finally:
        if session.summary:
            _print(session, view, told, as_json=given["as_json"])
    return SHORT if any(order["short"] for order in session.summary["orders"]) else 0


@dataclass
class _Told:
    """The records to print: all for programs, of a large run the first for people."""

    keep_all: bool
    records: list[Record] = field(default_factory=list)
    count: int = 0

    def add(self, record: Record) -> None:
        self.count += 1
        if self.keep_all or self.count <= MOST_LISTED:
            self.records.append(record)


async def _work(session: RunSession, view: RunView, told: _Told, *, quiet: bool) -> None:
    from casewright.cli.progress import watching

    with watching(view, quiet=quiet):
        async for record in session.work():
            view.decided(record)
            told.add(record)


def _print(session: RunSession, view: RunView, told: _Told, *, as_json: bool) -> None:
    if as_json:
        _print_json(session, told)
    else:
        _print_tables(session, view, told)


def _print_json(session: RunSession, told: _Told) -> None:
    from casewright.wire import to_json

    for record in told.records:
        click.echo(json.dumps(to_json(record), ensure_ascii=False))
    click.echo(json.dumps({"summary": session.summary}, ensure_ascii=False))


def _print_tables(session: RunSession, view: RunView, told: _Told) -> None:
    from casewright.cli.tables import console, print_ending, print_samples, print_summary

    out = console()
    print_samples(out, told.records)
    if told.count > len(told.records):
        out.print(f"and {told.count - len(told.records):,} samples more: casewright show {session.place}")
    out.print()
    print_summary(out, session.summary)
    print_ending(out, session.ending)
    if not view.fresh and told.records:
        out.print("This run was complete already; nothing was written again (--new starts another).")
    out.print(f"run folder: {session.place}")
