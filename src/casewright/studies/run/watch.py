"""Who hears how a study goes on."""

from __future__ import annotations

from typing import Protocol

from casewright.studies.plan import Cell
from casewright.studies.run.journal import CellEntry
from casewright.types import Record

__all__ = ["Silence", "Watch"]


class Watch(Protocol):
    """Hears of cells and samples as they are worked on."""

    def begins(self, cell: Cell, entry: CellEntry) -> None:
        """A cell is worked on from now on."""

    def enters(self, sample: str, node: str, attempt: int) -> None:
        """A sample of that cell enters a node of the gate."""

    def decided(self, record: Record) -> None:
        """A sample of that cell is decided."""

    def ends(self, cell: Cell, entry: CellEntry) -> None:
        """A cell is over for this start, or was already."""


class Silence:
    """Hears nothing."""

    def begins(self, cell: Cell, entry: CellEntry) -> None: ...

    def enters(self, sample: str, node: str, attempt: int) -> None: ...

    def decided(self, record: Record) -> None: ...

    def ends(self, cell: Cell, entry: CellEntry) -> None: ...
