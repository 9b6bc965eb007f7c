"""What an exam will take, said before it begins, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from casewright.exams.examining import Estimate, ExamPlan, Pace

__all__ = ["stepping", "told_plan"]

MOST_NAMED = 5
"""Criteria named of those left out; the certificate names all."""


def told_plan(plan: ExamPlan, attacked: int) -> Iterator[str]:
    """What it asks, what that takes, what attacks take at most, and what a budget leaves out."""
    yield _told(plan.needs)
    if plan.pace.calls and attacked:
        spent = _spent(attacked, plan.pace)
        yield f"attacks: at most {spent}"
    if plan.left_out:
        yield f"the whole exam: {_told(plan.whole)}"
        more = f" and {len(plan.left_out) - MOST_NAMED} more" if len(plan.left_out) > MOST_NAMED else ""
        yield f"left out for the budget, hence advising: {', '.join(plan.left_out[:MOST_NAMED])}{more}"


def _told(estimate: Estimate) -> str:
    asked = f"{estimate.questions} questions about {estimate.reports} reports"
    if not estimate.calls:
        return f"{asked}; no model is called"
    return f"{asked}: about {_words(estimate.calls, estimate.tokens, estimate.seconds, estimate.usd)}"


def _spent(questions: int, pace: Pace) -> str:
    usd = None if pace.usd is None else questions * pace.usd
    return _words(questions * pace.calls, questions * pace.tokens, questions * pace.seconds, usd)


def _words(calls: float, tokens: float, seconds: float, usd: float | None) -> str:
    dollars = "price unknown" if usd is None else f"${usd:.2f}"
    return f"{calls:.0f} calls, {tokens:,.0f} tokens, {_clock(seconds)}, {dollars}"


def _clock(seconds: float) -> str:
    """Of calls one after the other; an endpoint that takes several at once is done sooner."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@contextmanager
def stepping(label: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A listener that shows how far it is on standard error: a bar at a terminal, else a line each tenth."""
    out = Console(stderr=True)
    if quiet:
        yield lambda done, total: None
    elif out.is_terminal:
        with Progress(console=out, transient=True) as bar:
            task = bar.add_task(label, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
    else:
        yield _spoken(label)


def _spoken(label: str) -> Callable[[int, int], None]:
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        tenth = 10 * done // total if total else 10
        if tenth > told:
            told = tenth
            click.echo(f"{label}: {done} of {total}", err=True)

    return tell
