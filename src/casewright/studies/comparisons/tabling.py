"""Comparisons as tables: one a question"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.studies.comparisons.comparing import Comparison
from casewright.studies.comparisons.contrasts import Question
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["TITLES", "p_read", "p_told", "tables_of"]

TITLES: Mapping[Question, str] = {
    "loop": "The loop against none, of the same writer",
    "writers": "Writers against one another",
    "parrot": "Writers against the parrot",
    "sets": "Data sets against one another",
}
MORE: Mapping[Question, str] = {
    "loop": "Where a measure is of delivered reports, the loop's are those that passed: part of a difference is what "
    "the gate left out, not what repair made better.",
    "writers": "Only arms that both had the loop, or both hadn't.",
    "parrot": "The parrot joins a case's facts with full stops, without a model: what it reaches takes no writing.",
    "sets": "Sets made elsewhere share no cases, so what differs may be the cases and not the writing.",
}
COLUMNS = (
    Column("first", "first"),
    Column("second", "second"),
    Column("difference", "difference"),
    Column("effect", "effect (−1 to 1)"),
    Column("standard", "standardised"),
    Column("p", "p"),
    Column("corrected", "p, corrected"),
    Column("compared", "compared"),
    Column("shown", "could have shown"),
)


def tables_of(found: Sequence[Comparison]) -> tuple[Table, ...]:
    """A table for each question that has comparisons."""
    return tuple(made for question in TITLES if (made := _table(question, found)) is not None)


def _table(question: Question, found: Sequence[Comparison]) -> Table | None:
    own = [item for item in found if item.contrast.question == question]
    if not own:
        return None
    rows = tuple(_row(item) for item in own)
    labels = ("measure", "first", "second", "better")
    return Table(f"comparisons-{question}", TITLES[question], labels, COLUMNS, rows, _note(question, found))


def _row(item: Comparison) -> Row:
    cells: dict[str, Cell] = {
        "first": item.means[0],
        "second": item.means[1],
        "difference": item.difference.figure,
        "effect": item.effect,
        "standard": item.standard,
        "p": p_told(item.difference.p, item.difference.how),
        "corrected": p_told(item.corrected),
        "compared": item.compared,
        "shown": item.shown,
    }
    better = {"high": "high", "low": "low", None: "neither"}[item.scores.better]
    return Row((item.scores.title, item.contrast.first, item.contrast.second, better), cells)


def p_told(p: float | None, how: str = "") -> str:
    """With how it was made, where that is given."""
    if p is None:
        return f"not estimable: {how}" if how else "not estimable"
    value = "below 0.0001" if p < 1e-4 else f"{p:.2g}"
    return f"{value} ({how})" if how else value


def p_read(cell: Cell | None) -> float | None:
    """The p that a cell of `p_told` tells; 0 where it is below what is shown."""
    first = str(cell or "").removeprefix("below ").partition(" ")[0]
    try:
        value = float(first)
    except ValueError:
        return None
    return 0.0 if str(cell).startswith("below") else value


def _note(question: Question, found: Sequence[Comparison]) -> str:
    tests = found[0].tests
    return (
        "First less second, with 95 % intervals; on the cases that both tell, where they share at least six, and as "
        "two separate sets otherwise. Effect: Cliff's delta; of pairs, the share that goes up less the share that goes "
        "down. Standardised: Cohen's h of yes and no; else the rank-biserial of pairs, or Hedges' g of separate sets. "
        f"p is corrected by Holm over all {tests} tests of this study, whichever table they stand in; intervals are "
        "not corrected. Could have shown: the difference that so many reports would have shown four times in five at "
        f"that strictness. {MORE[question]}"
    )
