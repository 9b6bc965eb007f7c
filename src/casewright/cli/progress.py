"""A live line for each sample: the node it is in, its attempt, and how far the run is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from casewright.cli.lengths import clock
from casewright.types import Record

__all__ = ["RunView", "watching"]


@dataclass
class RunView:
    """What is known while a run works: nodes by sample, outcomes, and a guess of the time left."""

    wanted: int
    started: float = field(default_factory=monotonic)
    nodes: dict[str, tuple[str, int]] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    fresh: int = 0

    def enter(self, sample: str, node: str, attempt: int) -> None:
        """A sample enters a node of the gate."""
        self.nodes[sample] = (node, attempt)

    def decided(self, record: Record) -> None:
        """A sample is decided."""
        self.fresh += self.nodes.pop(record.id, None) is not None
        outcome = record.decision.outcome
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def seconds_left(self) -> float | None:
        """Time for what is missing at the pace so far; ``None`` before the first sample."""
        accepted, tried = self.outcomes.get("accepted", 0), sum(self.outcomes.values())
        if not self.fresh or not accepted:
            return None
        pace = (monotonic() - self.started) / self.fresh
        return pace * (self.wanted - accepted) * tried / accepted

    def __rich__(self) -> RenderableType:
        accepted = self.outcomes.get("accepted", 0)
        grid = Table.grid(padding=(0, 2))
        grid.add_row(
            ProgressBar(total=self.wanted, completed=accepted, width=30),
            f"{accepted}/{self.wanted} accepted",
            ", ".join(f"{count} {name}" for name, count in self.outcomes.items() if name != "accepted"),
            Text(self._left(), style="dim"),
        )
        lines = [Text(f"  {sample}  {node} (attempt {n})", style="dim") for sample, (node, n) in self.nodes.items()]
        return Group(grid, *lines)

    def _left(self) -> str:
        spent, left = monotonic() - self.started, self.seconds_left()
        return f"{clock(spent)} so far" + (f", about {clock(left)} left" if left is not None else "")


@contextmanager
def watching(view: RunView, *, quiet: bool) -> Iterator[None]:
    """Shows the view on standard error while inside; plain lines where there is no terminal."""
    console = Console(stderr=True)
    if quiet:
        yield
    elif console.is_terminal:
        with Live(view, console=console, refresh_per_second=4, transient=True):
            yield
    else:
        with _spoken(view, console):
            yield


@contextmanager
def _spoken(view: RunView, console: Console) -> Iterator[None]:
    enter, decided = view.enter, view.decided

    def told(record: Record) -> None:
        decided(record)
        console.print(f"{record.id}: {record.decision.outcome} after {record.attempts or 0} attempts", highlight=False)

    def entered(sample: str, node: str, attempt: int) -> None:
        enter(sample, node, attempt)
        if node == "write":
            console.print(f"{sample}: writing, attempt {attempt} ({view._left()})", highlight=False)

    view.enter, view.decided = entered, told  # type: ignore[method-assign]
    try:
        yield
    finally:
        view.enter, view.decided = enter, decided  # type: ignore[method-assign]
