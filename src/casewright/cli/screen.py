"""One screen of a terminal that changes in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console, RenderableType
from rich.live import Live

__all__ = ["changing"]

T = TypeVar("T")


@contextmanager
def changing(out: Console, draw: Callable[[T], RenderableType]) -> Iterator[Callable[[T], None]]:
    """Gives what draws a value in the place of the one before; the last one stays."""
    with Live(console=out, auto_refresh=False) as live:
        yield lambda value: live.update(draw(value), refresh=True)
