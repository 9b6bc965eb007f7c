"""Acceptance as pictures: by arm, by code, by draft, and by what was spent"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.measures.figure import Figure
from casewright.studies.acceptance.costs import spending
from casewright.studies.acceptance.groups import Group
from casewright.studies.material import Arm, StudyReport
from casewright.studies.picture import Curves, HeatMap, Intervals, Line, Panel, Picture
from casewright.studies.table import Table

__all__ = ["acceptance_pictures"]

MOST_CODES = 24
"""Columns of a heat map; of more codes, those with the most samples."""


def acceptance_pictures(
    languages: Sequence[Group], codes: Sequence[Group], arms: Sequence[Arm], gaps: Table | None
) -> Iterator[Picture]:
    """Those that there is something to draw for."""
    if any(not group.blank for group in languages):
        yield _by_arm(languages)
        yield _by_code(codes)
    curves = [line for group in languages if (line := _attempts(group))]
    if curves:
        told = "Share of the samples tried that was accepted with at most so many drafts; 95 % Wilson intervals."
        drawing = Curves("drafts allowed", "share accepted", tuple(curves))
        yield Picture("acceptance-attempts", "Accepted within so many drafts", told, drawing)
    spent = [line for arm in arms if (line := _spent(arm))]
    if spent:
        told = (
            "Accepted reports against model calls so far, one sample of each order in turn: the steeper, the cheaper. "
            "Calls that a cache answered count. No intervals: each line is a running count."
        )
        yield Picture(
            "acceptance-cost",
            "What accepted reports cost",
            told,
            Curves("model calls", "accepted reports", tuple(spent)),
        )
    if gaps is not None:
        yield _gaps(gaps)


def _by_arm(groups: Sequence[Group]) -> Picture:
    rows = tuple((_label(group, groups), _figure(group.share(len(group.accepted)), group)) for group in groups)
    first = tuple((_label(group, groups), _figure(group.within(1), group)) for group in groups)
    panels = (Panel("accepted", rows, better="high"), Panel("at the first draft", first, better="high"))
    told = "Share of the samples tried, with 95 % Wilson intervals and n. The parrot writes without a model."
    return Picture("acceptance-arms", "Accepted of tried", told, Intervals(panels))


def _by_code(groups: Sequence[Group]) -> Picture:
    sizes: dict[tuple[str, ...], int] = {}
    for group in groups:
        sizes[group.labels] = sizes.get(group.labels, 0) + len(group.reports)
    columns = sorted(sorted(sizes, key=lambda labels: (-sizes[labels], labels))[:MOST_CODES])
    names = tuple(dict.fromkeys(group.arm.name for group in groups))
    known = {(group.arm.name, group.labels): group for group in groups}
    cells = tuple(tuple(_cell(known.get((name, labels))) for labels in columns) for name in names)
    shown = HeatMap(names, _headings(columns), cells, "share accepted")
    told = f"Share accepted of the samples tried; n in each cell. {len(columns)} of {len(sizes)} orders."
    return Picture("acceptance-codes", "Accepted by code", told, shown)


def _headings(columns: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The code, with whatever else not all columns share."""
    kept = [place for place in range(3) if place == 0 or len({one[place] for one in columns}) > 1]
    return tuple(" ".join(one[place] for place in kept) for one in columns)


def _cell(group: Group | None) -> Figure | None:
    found = None if group is None else group.share(len(group.accepted))
    return found if isinstance(found, Figure) else None


def _figure(cell: Figure | str, group: Group) -> Figure:
    return cell if isinstance(cell, Figure) else Figure(None, len(group.tried), note=cell)


def _label(group: Group, groups: Sequence[Group]) -> str:
    several = len({one.labels for one in groups}) > 1
    return f"{group.arm.name} ({group.labels[0]})" if several else group.arm.name


def _attempts(group: Group) -> Line | None:
    if group.blank or group.arm.loop is False or group.most_attempts < 2:
        return None
    found = [(float(k), group.within(k)) for k in range(1, group.most_attempts + 1)]
    points = tuple((k, figure) for k, figure in found if isinstance(figure, Figure))
    return Line(f"{group.arm.name} ({group.labels[0]})", points)


def _spent(arm: Arm) -> Line | None:
    tried = [one for one in arm.reports if one.outcome not in (None, "cancelled")]
    steps = spending(sorted(tried, key=_place))
    if arm.parrot or not steps or not steps[-1][0]:
        return None
    return Line(arm.name, tuple((calls, Figure(float(accepted), n)) for calls, accepted, n in steps))


def _place(report: StudyReport) -> tuple[int, str]:
    """Orders take turns, so that no code stands at the end."""
    return int((report.record.get("case") or {}).get("index") or 0), report.id


def _gaps(table: Table) -> Picture:
    rows = tuple((row.labels[0], cell) for row in table.rows if isinstance(cell := row.cells.get("refused"), Figure))
    told = "Share of what the loop accepted that a judge it never heard refused; 95 % Wilson intervals."
    return Picture("seal-gap", "Loop-seal gap", told, Intervals((Panel("refused", rows, better="low"),)))
