"""The contrast test: the same report under a sibling's code must be refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.measures.rates import clustered_rate
from casewright.studies.material import Tell
from casewright.studies.recoverability.cases import REAL, NamedCase
from casewright.studies.recoverability.levels import is_known
from casewright.studies.recoverability.naming import WAYS, Way
from casewright.studies.recoverability.siblings import MOST_SIBLINGS, siblings_told_apart
from casewright.studies.reviewing import Reading, Ruling, review
from casewright.studies.statistics import share
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["Contrast", "contrast_table", "contrasts_of", "refused_share"]

NOTE = (
    f"Each report is judged by the rules critic alone, at the level *sufficient*, under its own code and under up to "
    f"{MOST_SIBLINGS} of the nearest codes that a rubric tells apart from it; what can't be settled is neither. "
    "Chance: a critic that is blind to the code refuses a sibling's as often as its own, so the share refused under a "
    "sibling's code says something only beyond the share refused under its own. The last columns count reports that "
    "were accepted under their own code. Reports that passed a gate were selected by this very critic under their own "
    "code, which flatters their acceptance. Real notes carry whatever code somebody gave them. Intervals are clustered "
    "by report."
)
COLUMNS = {
    "own": ("accepted under its own code", "high"),
    "own_refused": ("refused under its own code", "low"),
    "refused": ("refused under a sibling's code", "high"),
    "accepted": ("accepted under a sibling's code", "low"),
    "held": ("refused under a sibling's, of those accepted under their own", "high"),
}


@dataclass(frozen=True, slots=True)
class Contrast:
    """A text's ruling under its own code, and under its siblings'."""

    case: NamedCase
    way: Way
    own: Ruling
    siblings: tuple[Ruling, ...]


def contrasts_of(cases: Sequence[NamedCase], tell: Tell) -> Iterator[Contrast]:
    """Every text whose code has siblings that a rubric tells apart, whole and masked."""
    for done, case in enumerate(cases):
        tell("judging under siblings' codes", done, len(cases))
        code = _judged_as(case)
        if code is None:
            continue
        others = siblings_told_apart(case.system, code, case.whole.reading.report.kind)
        for way in WAYS if others else ():
            reading = (case.whole if way == "whole" else case.masked).reading
            rulings = tuple(_ruling(reading, case.system, other) for other in others)
            yield Contrast(case, way, _ruling(reading, case.system, code), rulings)


def contrast_table(contrasts: Sequence[Contrast], cases: int) -> Table:
    """A row an arm and language, of what was written."""
    columns = tuple(
        Column(f"{name}_{way}", f"{title}, {way}", 2, better)  # type: ignore[arg-type]
        for way in WAYS
        for name, (title, better) in COLUMNS.items()
    )
    written = [one for one in contrasts if one.case.written]
    groups: dict[tuple[str, str], list[Contrast]] = {}
    for one in written:
        groups.setdefault((one.case.who, one.case.language), []).append(one)
    rows = tuple(
        Row(labels, _cells(own), own[0].case.baseline)
        for labels, own in sorted(groups.items(), key=lambda item: item[0][0] == REAL)
    )
    left = cases - len({id(one.case) for one in contrasts})
    without = f" {left} of {cases} texts have no such sibling and don't count." if left else ""
    return Table("contrast", "Contrast test", ("arm", "language"), columns, rows, f"{NOTE}{without}")


def refused_share(contrasts: Sequence[Contrast], way: Way, *, accepted_only: bool = False) -> Figure:
    """Share of judgements under siblings' codes that refuse."""
    own = [one for one in contrasts if one.way == way and (one.own == "accepts" or not accepted_only)]
    return _of_siblings(own, "refuses")


def _cells(own: Sequence[Contrast]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for way in WAYS:
        mine = [one for one in own if one.way == way]
        cells[f"own_{way}"] = share(sum(one.own == "accepts" for one in mine), len(mine))
        cells[f"own_refused_{way}"] = share(sum(one.own == "refuses" for one in mine), len(mine))
        cells[f"refused_{way}"] = refused_share(mine, way)
        cells[f"accepted_{way}"] = _of_siblings(mine, "accepts")
        cells[f"held_{way}"] = refused_share(mine, way, accepted_only=True)
    return cells


def _of_siblings(contrasts: Sequence[Contrast], ruling: Ruling) -> Figure:
    found = clustered_rate((one.siblings.count(ruling), len(one.siblings)) for one in contrasts)
    if not found.n:
        return Figure(None, 0, note="not estimable: no such report")
    return Figure(found.rate, found.n, found.low, found.high, f"of {found.clusters} reports")


def _ruling(reading: Reading, system: str, code: str) -> Ruling:
    return review(reading, system, code).ruling


def _judged_as(case: NamedCase) -> str | None:
    """Its code, or the nearest place above that the table has: people also assign codes of other systems."""
    places = (case.code, case.code[:5], case.code[:3])
    return next((place for place in places if is_known(case.system, place)), None)
