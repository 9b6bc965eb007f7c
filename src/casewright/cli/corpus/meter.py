"""How far a long piece of work is: a bar on standard error where that is a terminal, else nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from casewright.cli.ending import STOPPED

__all__ = ["counted", "meter"]

T = TypeVar("T")


@contextmanager
def meter(what: str, unit: str = "notes", *, total: int | None = None) -> Iterator[Callable[..., None]]:
    """Hands out a function that is told how many are done, and of what; ``total`` is the end of the bar if known.

    Whoever presses Ctrl-C inside is told that nothing was changed: files are written whole or not at all.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn(f"{{task.completed:,.0f}} {unit}"))
    times = (TimeElapsedColumn(), *([TimeRemainingColumn()] if total else []))
    console = Console(stderr=True)
    try:
        with Progress(*columns, *times, console=console, transient=True, disable=not console.is_terminal) as shown:
            task = shown.add_task(what, total=total)
            yield lambda done, of=what: shown.update(task, completed=done, description=of)
    except KeyboardInterrupt:
        click.echo("Stopped. Nothing was changed.", err=True)
        raise click.exceptions.Exit(STOPPED) from None


def counted(items: Iterable[T], tell: Callable[..., None]) -> Iterator[T]:
    """The items, each told of once it has been worked off."""
    for done, item in enumerate(items, start=1):
        yield item
        tell(done)
