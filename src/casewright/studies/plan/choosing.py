"""Some cells of a study, by name: a cell, a writer, a group of orders, an arm, or a pattern of these."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from casewright.errors import UnknownNameError
from casewright.studies.plan.cells import Cell

__all__ = ["chosen_cells"]


def chosen_cells(cells: Sequence[Cell], names: Sequence[str]) -> tuple[Cell, ...]:
    """The cells that any of the names means, in the order of work; all of them where none is given.

    Raises:
        UnknownNameError: a name means no cell.
    """
    if not names:
        return tuple(cells)
    for name in names:
        if not any(_means(name, cell) for cell in cells):
            known = {known for cell in cells for known in (cell.writer, cell.group, cell.arm)}
            raise UnknownNameError("cell, writer, group or arm", name, known)
    return tuple(cell for cell in cells if any(_means(name, cell) for name in names))


def _means(name: str, cell: Cell) -> bool:
    return any(fnmatchcase(known, name) for known in (cell.name, cell.arm, cell.writer, cell.group))
