"""Ratings as tables: verdicts, errors by type, each rater, agreement"""

from __future__ import annotations

from collections.abc import Sequence

from casewright.studies.sheets.agreeing import agreement_cells
from casewright.studies.sheets.arms import By
from casewright.studies.sheets.form import ERRORS
from casewright.studies.sheets.item import REAL
from casewright.studies.sheets.marking import ANY, errors_per_hundred, share_with_error
from casewright.studies.sheets.reading import Rating
from casewright.studies.sheets.telling import balanced_accuracy, dprime, share_of, told
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["tables_of"]


def tables_of(ratings: Sequence[Rating], arms: By, seed: int) -> tuple[Table, ...]:
    """All tables of the part."""
    return _verdicts(arms), _errors(arms, seed), _raters(ratings), _agreement(ratings, seed)


def _baseline(own: Sequence[Rating]) -> bool:
    return own[0].of.parrot or own[0].of.real


def _verdicts(arms: By) -> Table:
    real = arms.get(REAL, ())
    rows = tuple(Row((name,), _verdict_cells(own, real), _baseline(own)) for name, own in arms.items())
    columns = (
        Column("taken-for-real", "taken for real"),
        Column("cant-tell", "can't tell"),
        Column("right", "right, of those who told"),
        Column("balanced", "told from real (0.5 is guessing)", better="low"),
        Column("dprime", "d′ (0 is guessing)", better="low"),
        Column("texts", "texts"),
    )
    note = (
        "n is the number of readings. Taken for real and can't tell are of all readings; right leaves those out that "
        "can't tell, and so do the mean of the shares right on the arm and on real notes, and d′, which tells sight "
        "from a habit of answering. Intervals are Wilson's, or over texts where several people read them; that of d′ "
        "takes answers as independent."
    )
    return Table("people-verdicts", "Real, synthetic or can't tell", ("arm",), columns, rows, note)


def _verdict_cells(own: Sequence[Rating], real: Sequence[Rating]) -> dict[str, Cell]:
    is_real = own[0].of.real
    cells: dict[str, Cell] = {
        "taken-for-real": share_of(own, "real"),
        "cant-tell": share_of(own, "can't tell"),
        "right": share_of(told(own), "real" if is_real else "synthetic"),
        "texts": str(len({item.of.opaque for item in own})),
    }
    if not is_real:
        cells |= {"balanced": balanced_accuracy(own, real), "dprime": dprime(own, real)}
    return cells


def _errors(arms: By, seed: int) -> Table:
    rows = tuple(Row((name,), _error_cells(own, seed), _baseline(own)) for name, own in arms.items())
    kinds = (Column(kind, kind, 1, "low") for kind in (ANY, *ERRORS))
    note = (
        "Errors for each hundred readings, by type, as people marked them; with bootstrap intervals over texts. Where "
        "none was marked, the upper end is what as many texts leave likely. Real notes have errors too: theirs are "
        "what others are held against."
    )
    share = Column("with-error", "share with an error", better="low")
    return Table("people-errors", "Errors that people marked", ("arm",), (share, *kinds), rows, note)


def _error_cells(own: Sequence[Rating], seed: int) -> dict[str, Cell]:
    counts = {kind: errors_per_hundred(own, kind, seed=seed) for kind in (ANY, *ERRORS)}
    return {"with-error": share_with_error(own), **counts}


def _raters(ratings: Sequence[Rating]) -> Table:
    names = sorted({item.rater for item in ratings})
    rows = tuple(
        Row((f"rater {at}",), _rater_cells([item for item in ratings if item.rater == name]))
        for at, name in enumerate(names, start=1)
    )
    columns = (
        Column("right-synthetic", "synthetic called so"),
        Column("right-real", "real called so"),
        Column("cant-tell", "can't tell"),
        Column("with-error", "share with an error marked"),
    )
    note = "In the order of their names, which are not told. The first two leave out what the rater couldn't tell."
    return Table("people-raters", "Each rater", ("rater",), columns, rows, note)


def _rater_cells(own: Sequence[Rating]) -> dict[str, Cell]:
    synthetic, real = [item for item in own if not item.of.real], [item for item in own if item.of.real]
    return {
        "right-synthetic": share_of(told(synthetic), "synthetic"),
        "right-real": share_of(told(real), "real"),
        "cant-tell": share_of(own, "can't tell"),
        "with-error": share_with_error(own),
    }


def _agreement(ratings: Sequence[Rating], seed: int) -> Table:
    columns = (Column("alpha", "Krippendorff's alpha"), Column("same", "same answer"), Column("raters", "raters"))
    rows = tuple(Row((name,), cells) for name, cells in agreement_cells(ratings, seed).items())
    note = "n is the number of texts that two people or more read. 1 is full agreement, 0 that of chance."
    return Table("people-agreement", "Agreement between raters", ("asked",), columns, rows, note)
