"""The live lines of a study: cells done, and the samples of the present one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from casewright.cli.lengths import clock
from casewright.cli.progress import RunView, watching

if TYPE_CHECKING:
    from casewright.studies.plan import Cell
    from casewright.studies.run import CellEntry
    from casewright.types import Record

__all__ = ["StudyWatch", "watched"]


@dataclass
class _CellView(RunView):
    """A run of which every sample is tried, below how far its study is."""

    head: str = ""

    def seconds_left(self) -> float | None:
        decided = sum(self.outcomes.values())
        return (monotonic() - self.started) / self.fresh * (self.wanted - decided) if self.fresh else None

    def __rich__(self) -> RenderableType:
        decided = sum(self.outcomes.values())
        grid = Table.grid(padding=(0, 2))
        grid.add_row(
            ProgressBar(total=self.wanted, completed=decided, width=30),
            f"{decided}/{self.wanted} samples",
            ", ".join(f"{count} {name}" for name, count in self.outcomes.items()),
            Text(self._left(), style="dim"),
        )
        lines = [Text(f"  {sample}  {node} (attempt {n})", style="dim") for sample, (node, n) in self.nodes.items()]
        return Group(Text(self.head, style="bold"), grid, *lines)


@dataclass
class StudyWatch:
    """Hears how a study goes on, and shows it on standard error (see `casewright.studies.run.Watch`)."""

    cells: int
    quiet: bool = False
    started: float = field(default_factory=monotonic)
    done: int = 0
    _console: Console = field(default_factory=lambda: Console(stderr=True), init=False)
    _view: _CellView | None = field(default=None, init=False)
    _shown: ExitStack = field(default_factory=ExitStack, init=False)

    def begins(self, cell: Cell, entry: CellEntry) -> None:
        head = f"{cell.name}: {self.done} of {self.cells} cells done, {clock(monotonic() - self.started)} so far"
        self._say(head)
        self._view = _CellView(wanted=entry.samples, head=head)
        self._shown.enter_context(watching(self._view, quiet=self.quiet))

    def enters(self, sample: str, node: str, attempt: int) -> None:
        if self._view is not None:
            self._view.enter(sample, node, attempt)

    def decided(self, record: Record) -> None:
        if self._view is not None:
            self._view.decided(record)

    def ends(self, cell: Cell, entry: CellEntry) -> None:
        self.close()
        self.done += entry.state == "complete"
        counts = ", ".join(f"{number} {name}" for name, number in sorted(entry.outcomes.items()))
        self._say(
            f"{cell.name}: {entry.state}{f' ({counts})' if counts else ''}{f': {entry.why}' if entry.why else ''}"
        )

    def close(self) -> None:
        """Takes the live lines away."""
        self._shown.close()
        self._view = None

    def _say(self, line: str) -> None:
        if not self.quiet:
            self._console.print(line, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def watched(cells: int, *, quiet: bool) -> Iterator[StudyWatch]:
    """A watch over so many cells, whose lines are gone at the end."""
    watch = StudyWatch(cells, quiet)
    try:
        yield watch
    finally:
        watch.close()
