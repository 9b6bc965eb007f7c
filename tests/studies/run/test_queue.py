"""A writer who doesn't answer makes room for the others."""

from __future__ import annotations

from casewright.studies.plan import Cell
from casewright.studies.run.queue import CellQueue

CELLS = [Cell(writer, "group", False, seed) for seed in (0, 1) for writer in ("parrot", "gone", "there")]


def worked(*silent: str, until: int = 99) -> list[str]:
    """The cells in the order in which they are given out, if these writers don't answer the first so many times."""
    queue, found, asked = CellQueue(CELLS), [], 0
    for cell in queue:
        found.append(cell.name.removesuffix(f"-s{cell.seed}").partition("-")[0] + str(cell.seed))
        if cell.writer in silent and asked < until:
            asked += 1
            queue.pause(cell)
    return found


def test_where_everybody_answers_the_order_stays() -> None:
    """Seed by seed."""
    assert worked() == ["parrot0", "gone0", "there0", "parrot1", "gone1", "there1"]


def test_whoever_is_away_is_tried_twice_and_not_cell_by_cell() -> None:
    """Once in its turn and once behind everybody else."""
    assert worked("gone") == ["parrot0", "gone0", "there0", "parrot1", "there1", "gone0"]


def test_whoever_comes_back_does_all_of_its_cells() -> None:
    """The one that paused among them."""
    assert worked("gone", until=1) == ["parrot0", "gone0", "there0", "parrot1", "there1", "gone0", "gone1"]
