"""The headline: what is asked first of every arm, in one table and one picture"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.studies.book import Book
from casewright.studies.page.picking import Picked, Sought, pick
from casewright.studies.picture import Intervals, Panel, Picture
from casewright.studies.table import Column, Row, Table

__all__ = ["headline_picture", "headline_table"]

DIMENSIONS: Mapping[str, tuple[Sought | tuple[Sought, ...], ...]] = {
    "Acceptance": (Sought("acceptance", "acceptance", "accepted", "of samples tried"),),
    "Fidelity": (
        Sought("fidelity", "fidelity-facts", "told", "facts told, last drafts", ("last",)),
        Sought(
            "recoverability",
            "recoverability-written",
            "three_1_masked",
            "category shown with the diagnosis masked",
            ("rubrics, evidence",),
        ),
    ),
    "Resemblance": (Sought("resemblance", "resemblance-told-apart", "auc", "told from real notes, AUC"),),
    "Diversity": (Sought("diversity", "diversity-repetition", "self_bleu_4", "Self-BLEU-4"),),
    "Privacy": (Sought("privacy", "privacy-copying", "failing", "reports that fail the copy screen"),),
    "Usefulness": (Sought("usefulness", "usefulness", "macro", "macro-F1 on real notes, learnt from it"),),
}
"""Of each dimension what a reader asks first; where several stand in one place, the first that exists."""

ABSENT = "not measured"
NOTE = "Numbers with their 95 % interval and the number of reports, pairs or trials. Shaded rows are baselines."
DRAWN = ("Fidelity", "Diversity", "Privacy")


def headline_table(book: Book) -> Table:
    """One row an arm; how many samples it is of stands first."""
    picked = [(name, one) for name in DIMENSIONS for one in pick(book, DIMENSIONS[name])]
    columns = [_column(place, name, one) for place, (name, one) in enumerate(picked)]
    absent = {column.id: ABSENT for column in columns}
    rows = [
        Row(
            (arm.name,),
            {"samples": _sizes(book, arm.name), **absent, **_cells(arm.name, picked, columns)},
            arm.baseline,
        )
        for arm in book.arms
    ]
    rows += [Row((name,), _cells(name, picked, columns), baseline=True) for name in _others(book, picked)]
    sizes = Column("samples", "Samples")
    return Table("headline", "Every arm at a glance", ("Arm",), (sizes, *columns), tuple(rows), NOTE)


def _column(place: int, name: str, one: Picked) -> Column:
    return Column(f"c{place}", f"{name}: {one.column.title}{one.beside}", min(2, one.column.digits), one.column.better)


def _cells(name: str, picked: Sequence[tuple[str, Picked]], columns: Sequence[Column]) -> dict[str, Figure | str]:
    pairs = zip(columns, picked, strict=True)
    return {column.id: one.cells[name] for column, (_, one) in pairs if name in one.cells}


def _sizes(book: Book, name: str) -> str:
    arm = next(arm for arm in book.arms if arm.name == name)
    passed = "" if arm.passed is None else f", {arm.passed:,} passed"
    return f"{arm.samples:,}, {arm.written:,} written{passed}"


def _others(book: Book, picked: Sequence[tuple[str, Picked]]) -> list[str]:
    """Baselines that are no arms, such as real notes."""
    arms = {arm.name for arm in book.arms}
    return list(dict.fromkeys(name for _, one in picked for name in one.baselines if name not in arms))


def headline_picture(book: Book) -> Picture | None:
    """Fidelity, diversity and privacy side by side; ``None`` where none of them was measured."""
    panels = [
        Panel(f"{name}: {one.column.title}{one.beside}", rows, better=one.column.better)
        for name in DRAWN
        for one in pick(book, DIMENSIONS[name])
        if (rows := _rows(book, one))
    ]
    if not panels:
        return None
    caption = (
        "A dot is an arm, the line through it its 95 % interval, n at the right the reports, pairs or trials it is of. "
        "Hollow markers are baselines: no writer, or real notes."
    )
    return Picture("headline", f"{_listed(panels)} side by side", caption, Intervals(tuple(panels)))


def _rows(book: Book, one: Picked) -> tuple[tuple[str, Figure], ...]:
    names = dict.fromkeys([*(arm.name for arm in book.arms), *one.baselines])
    cells = ((name, one.cells.get(name)) for name in names)
    return tuple((name, cell) for name, cell in cells if isinstance(cell, Figure))


def _listed(panels: Sequence[Panel]) -> str:
    names = list(dict.fromkeys(panel.title.partition(":")[0] for panel in panels))
    *first, last = [names[0], *(name.lower() for name in names[1:])]
    return f"{', '.join(first)} and {last}" if first else last
