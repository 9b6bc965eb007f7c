"""A study's folder: its cells become arms, and what is missing is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.errors import InputError
from casewright.studies.loading import Place, form_arms, is_study, read_places, study_meta
from casewright.studies.run.journal import CellEntry, Journal, State, WriterEntry, write_journal

Exports = Callable[..., Path]


def cell(name: str, writer: str, state: State = "complete", *, loop: bool = False) -> CellEntry:
    return CellEntry(name, f"runs/{name}", name, writer, "g", loop, 0, 2, state, began="2026-01-01", ended="2026-01-02")


def study(folder: Path, *cells: CellEntry) -> Place:
    writers = {"w": WriterEntry("embedded/w", "embedded/w", "qwen", "w@1")}
    write_journal(folder, Journal("Small models", "s.yaml", {}, {"python": "3.11"}, "", "local", "", writers, cells))
    return Place(str(folder), "study", folder)


@pytest.fixture
def folder(tmp_path: Path, exports: Exports) -> Path:
    """A study of a writer with and without the loop under two seeds, and of the parrot."""
    (tmp_path / "study" / "runs").mkdir(parents=True)
    for name in ("w-g-loop-s0", "w-g-loop-s1", "w-g-once-s0", "parrot-g-once-s0"):
        writer = "parrot" if name.startswith("parrot") else "embedded/w"
        exports(f"study/runs/{name}", ["accepted", "rejected"], run=name, models={"writer": writer})
    return tmp_path / "study"


def test_cells_of_a_writer_are_an_arm_with_and_without_the_loop(folder: Path) -> None:
    """Over seeds and groups, in the study's own names."""
    cells = [cell(f"w-g-loop-s{seed}", "w", loop=True) for seed in (0, 1)]
    place = study(folder, *cells, cell("w-g-once-s0", "w"), cell("parrot-g-once-s0", "parrot"))
    arms = form_arms(*read_places([place])).arms
    assert [(arm.name, len(arm.reports), arm.loop) for arm in arms] == [
        ("w, loop", 4, True),
        ("w", 2, False),
        ("parrot", 2, None),
    ]


@pytest.mark.parametrize("state", ["waiting", "running", "paused", "failed"])
def test_a_study_that_is_not_finished_is_refused(folder: Path, state: State) -> None:
    """Unless asked for; then it is said which cells are missing."""
    place = study(folder, cell("w-g-once-s0", "w"), cell("w-g-once-s1", "w", state))
    with pytest.raises(InputError, match=r"is not finished: w-g-once-s1 has not come to an end; .*--partial"):
        read_places([place])
    portions, said = read_places([place], partial=True)
    assert len(portions) == 1
    assert "w-g-once-s1 has not come to an end" in said[0]


def test_a_study_that_was_not_begun_has_nothing_to_report(tmp_path: Path) -> None:
    """Whether partial or not."""
    place = study(tmp_path, cell("w-g-once-s0", "w", "waiting"))
    with pytest.raises(InputError, match="has no cell that was begun"):
        read_places([place], partial=True)


def test_a_study_says_how_it_was_made(folder: Path) -> None:
    """For the page."""
    study(folder, cell("w-g-once-s0", "w"))
    told = study_meta(folder)
    assert (told["title"], told["study"], told["model of w"]) == ("Small models", "s.yaml", "w@1")
    assert told["written"].startswith("2026-01-01 to 2026-01-02")
    assert is_study(folder)
