"""Diversity as tables: repetition, richness, words of single reports, codes"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.studies.diversity.columns import CODES, LEXICAL, REPETITION, RICHNESS
from casewright.studies.diversity.finding import LanguageDiversity
from casewright.studies.diversity.sets import SetFigures
from casewright.studies.table import Column, Row, Table

__all__ = ["list_tables"]

SETS = (
    "Every side has as many texts, and the k-th longest of each is cut to the length of the shortest k-th longest, as "
    "all of these figures move with number and length. Intervals: delete-a-group jackknife, Wilson's where leaving "
    "reports out moves nothing."
)


def list_tables(found: Sequence[LanguageDiversity]) -> Iterator[Table]:
    """The tables that there is something for."""
    sets = _equal(found)
    yield _sets("diversity-repetition", "Repetition in sets", REPETITION, found, f"{SETS} {sets}")
    yield _sets("diversity-richness", "Richness of sets", RICHNESS, found, f"{SETS} {sets}")
    yield _lexical(found, sets)
    if any(one.codes for one in found):
        yield _codes(found)


def _equal(found: Iterable[LanguageDiversity]) -> str:
    told = []
    for one in found:
        size = f"{one.n} texts a side, median {one.words} tokens" if one.n else "nothing could be compared"
        told.append(f"{one.language}: {size}{'; ' if one.said else ''}{'; '.join(one.said)}.")
    return " ".join(told)


def _sets(name: str, title: str, columns: Sequence[Column], found: Sequence[LanguageDiversity], note: str) -> Table:
    rows = [_row((side.side, one.language), side, columns) for one in found for side in one.sides]
    return Table(name, title, ("Arm", "Language"), _used(columns, rows), tuple(rows), note)


def _row(labels: tuple[str, ...], side: SetFigures, columns: Iterable[Column]) -> Row:
    return Row(labels, _cells(side.figures, columns), baseline=side.baseline)


def _cells(figures: Mapping[str, Figure], columns: Iterable[Column]) -> dict[str, Figure | str]:
    return {column.id: _cell(figures[column.id]) for column in columns if column.id in figures}


def _cell(figure: Figure) -> Figure | str:
    return figure if figure.value is not None else f"not estimable: {figure.note} (n = {figure.n})"


def _used(columns: Sequence[Column], rows: Iterable[Row]) -> tuple[Column, ...]:
    known = {name for row in rows for name in row.cells}
    return tuple(column for column in columns if column.id in known or not known)


def _lexical(found: Sequence[LanguageDiversity], sets: str) -> Table:
    rows = [
        Row((side.side, one.language), _cells(one.lexical[side.side], LEXICAL), baseline=side.baseline)
        for one in found
        for side in one.sides
    ]
    note = (
        "Means over the same texts, cut to equal lengths; n is how many were long enough (MATTR 50 words, HD-D 42, "
        f"MTLD 100; reading ease of 100 texts a side). Intervals: bootstrap of the mean. {sets}"
    )
    return Table("diversity-words", "Words of single reports", ("Arm", "Language"), LEXICAL, tuple(rows), note)


def _codes(found: Sequence[LanguageDiversity]) -> Table:
    rows = []
    for one in found:
        for code in one.codes:
            rows += [_row((side.side, one.language, code.code), side, CODES) for side in code.sides]
    note = (
        "Within a code, at equal number and lengths among the arms with five reports of it or more; an arm without "
        "a row has fewer. At most twelve codes, those with most reports, and 50 reports each. A row of real notes "
        "stands where eight of them have the code."
    )
    return Table("diversity-codes", "Diversity within codes", ("Arm", "Language", "Code"), CODES, tuple(rows), note)
