"""How far a report is: what is being done, on standard error"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from casewright.studies.material import Tell

__all__ = ["report_meter"]


@contextmanager
def report_meter(*, quiet: bool = False) -> Iterator[Tell]:
    """Hands out a function that hears progress: a bar on a terminal, elsewhere a line for each new thing."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet:
        yield lambda what, done, of: None
    elif console.is_terminal:
        with _bar(console) as tell:
            yield tell
    else:
        yield _lines()


def _lines() -> Tell:
    heard: set[str] = set()

    def tell(what: str, done: int, of: int) -> None:
        if what not in heard:
            heard.add(what)
            click.echo(f"{what}…", err=True)

    return tell


@contextmanager
def _bar(console: object) -> Iterator[Callable[[str, int, int], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as shown:  # type: ignore[arg-type]
        task = shown.add_task("reading")
        yield lambda what, done, of: shown.update(task, description=what, completed=done, total=of or None)
