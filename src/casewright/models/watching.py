"""Who watches samples, steps of the gate and calls of models from outside: one watcher of the process, or nobody.

What a watcher is told are kinds, names and figures: never a message, a reply or a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Literal, Protocol

__all__ = ["Fact", "Tell", "Watched", "Watcher", "watch", "watched_by"]

Watched = Literal["sample", "node", "call"]
Fact = str | int | float
Tell = Callable[[Mapping[str, Fact]], None]
"""Takes what is known once it is over."""


class Watcher(Protocol):
    """Sees the beginning and the end of what is done, and the exception that it ended with."""

    def watch(self, what: Watched, name: str, facts: Mapping[str, Fact]) -> AbstractContextManager[Tell]:
        """Is entered when it begins, left when it ends."""


_watcher: Watcher | None = None


def watch(what: Watched, name: str, **facts: Fact) -> AbstractContextManager[Tell]:
    """Lets the watcher see what is done inside, if there is one.

    Args:
        what: A sample's way through the gate, a step of it, or one call of a model.
        name: The step, or the model; for a sample, its run.
        facts: What is known from the start.
    """
    return nullcontext(_heard_by_nobody) if _watcher is None else _watcher.watch(what, name, facts)


@contextmanager
def watched_by(watcher: Watcher | None) -> Iterator[None]:
    """Makes somebody the watcher of this process, for as long as the block lasts."""
    global _watcher
    before, _watcher = _watcher, watcher
    try:
        yield
    finally:
        _watcher = before


def _heard_by_nobody(facts: Mapping[str, Fact]) -> None:
    """There is no watcher."""
