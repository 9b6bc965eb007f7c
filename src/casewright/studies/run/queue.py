"""Which cell comes next: one whose writer doesn't answer makes room for the others, and gets one more try."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casewright.studies.plan import Cell

__all__ = ["CellQueue"]


@dataclass
class CellQueue:
    """Cells in the order of work.

    Once a cell of a writer has to pause, that writer's cells go behind everybody else's. If one of them has to pause
    there again, the writer's other cells stay as they are: a server that is away is waited for twice, not cell by cell.
    """

    cells: Sequence[Cell]
    _late: set[str] = field(default_factory=set, init=False)
    _gone: set[str] = field(default_factory=set, init=False)

    def __iter__(self) -> Iterator[Cell]:
        later = []
        for cell in self.cells:
            if cell.writer not in self._late:
                yield cell
                if cell.writer not in self._late:
                    continue
            later.append(cell)
        yield from (cell for cell in later if cell.writer not in self._gone)

    def pause(self, cell: Cell) -> None:
        """The cell that was given out last could not go on."""
        (self._gone if cell.writer in self._late else self._late).add(cell.writer)

    @property
    def left_out(self) -> frozenset[str]:
        """Writers who were tried twice in vain."""
        return frozenset(self._gone)
