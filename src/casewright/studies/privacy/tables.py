"""Privacy as tables"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.studies.privacy.columns import (
    AMONG,
    AMONG_NOTE,
    ATTACKS,
    ATTACKS_NOTE,
    BESIDE,
    BESIDE_NOTE,
    CANARIES,
    CANARIES_NOTE,
    COPYING,
    COPYING_NOTE,
    DISTANCES,
    DISTANCES_NOTE,
    IDENTIFIERS_NOTE,
    RARE,
    RARE_NOTE,
)
from casewright.studies.privacy.finding import Found
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["list_tables"]

Figures = Mapping[str, Figure]
Sides = Sequence[tuple[str, bool, Figures]]


def list_tables(found: Found) -> Iterator[Table]:
    """The tables that there is something for."""
    yield from _copying(found)
    yield _table("privacy-among", "Copying without a corpus", AMONG, _among(found), f"{AMONG_NOTE}{found.drawn}")
    if any(one.figures or one.among for one in found.distances):
        note = DISTANCES_NOTE.format(embedder=found.embedder) + found.drawn
        yield _table("privacy-distances", "Distances to real notes", DISTANCES, _distances(found), note)
    attacked: Sides = [(one.side, one.baseline, one.membership) for one in found.distances if one.membership]
    if attacked:
        yield _table("privacy-membership", "Attacks on membership", ATTACKS, attacked, f"{ATTACKS_NOTE}{found.drawn}")
    if found.canaries:
        baselines = {one.side: one.baseline for one in found.among}
        sides = [(name, baselines.get(name, False), figures) for name, figures in found.canaries.items()]
        yield _table("privacy-canaries", "Markers in the corpus", CANARIES, sides, f"{CANARIES_NOTE}{found.drawn}")
    yield _identifiers(found)
    rare: Sides = [(one.side, one.baseline, one.rare) for one in found.persons if one.rare]
    if rare:
        yield _table("privacy-rare", "Rare combinations", RARE, rare, RARE_NOTE)


def _copying(found: Found) -> Iterator[Table]:
    if not found.copying:
        return
    sides: Sides = [(one.side, one.baseline, one.figures) for one in found.copying]
    named = sorted({one.reference for one in found.copying})
    against = f" Compared with {'; '.join(named)}."
    said = "".join(f" {said}." for one in found.copying for said in one.said)
    yield _table(
        "privacy-copying", "Copying from the corpus", COPYING, sides, COPYING_NOTE + against + said + found.drawn
    )
    if found.corpus:
        beside = [side for side in sides if any(f"{one.id}" in side[2] for one in BESIDE)]
        yield _table("privacy-beside-real", "Copying beside real notes", BESIDE, beside, BESIDE_NOTE + against)


def _among(found: Found) -> Sides:
    sides = [
        (
            one.side,
            one.baseline,
            {
                **one.figures,
                "examples": one.examples,
                "examples_written": one.examples_written,
                "masked": one.masked,
            },
        )
        for one in found.among
    ]
    real = next((one.real for one in found.among if one.real), None)
    return [*sides, ("real notes of other patients", True, real)] if real else sides


def _distances(found: Found) -> Sides:
    return [(one.side, one.baseline, {**one.figures, **_mean_among(one.among)}) for one in found.distances]


def _mean_among(among: Figures) -> dict[str, Figure]:
    return {"among": among["nearest.mean"]} if "nearest.mean" in among else {}


def _identifiers(found: Found) -> Table:
    types = sorted({name for one in found.persons for name in one.identifiers} - {"any"})
    columns = (
        Column("any", "any", 3, "low"),
        *(Column(name, name.lower().replace("_", " "), 3, "low") for name in types),
    )
    sides: Sides = [(one.side, one.baseline, _with_zeros(one.identifiers, types)) for one in found.persons]
    planned = [f"{one.side}: {_counts(one.planned)}" for one in found.persons if one.planned]
    told = f" Planned, and not counted: {'; '.join(planned)}." if planned else ""
    return _table("privacy-identifiers", "Unplanned identifiers", columns, sides, IDENTIFIERS_NOTE + told + found.drawn)


def _with_zeros(figures: Figures, types: Iterable[str]) -> Figures:
    """A type that other arms have and this one hasn't carries its bound, too."""
    from casewright.measures.privacy.sets.shares import share

    n = figures["any"].n
    return {"any": figures["any"], **{name: figures.get(name) or share(0, n, "found by patterns") for name in types}}


def _counts(planned: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name.lower()}" for name, count in sorted(planned.items()))


def _table(name: str, title: str, columns: Sequence[Column], sides: Sides, note: str) -> Table:
    known = {key for _, _, figures in sides for key in figures}
    used = tuple(column for column in columns if column.id in known)
    rows = tuple(Row((side,), _cells(figures, used), baseline) for side, baseline, figures in sides)
    return Table(name, title, ("Arm",), used, rows, note)


def _cells(figures: Figures, columns: Iterable[Column]) -> dict[str, Cell]:
    return {column.id: _cell(figures[column.id]) for column in columns if column.id in figures}


def _cell(figure: Figure) -> Cell:
    return figure if figure.value is not None else f"not estimable: {figure.note} (n = {figure.n})"
