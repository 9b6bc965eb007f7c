"""The loop-seal gap: what a judge that the loop never heard makes of what the loop accepted"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casewright.graphs.parts import Limits
from casewright.graphs.sealing import Ruling, ruling_of
from casewright.studies.acceptance.groups import Group
from casewright.studies.material import StudyReport
from casewright.studies.statistics import share
from casewright.studies.table import Cell, Column, Row, Table
from casewright.types import Fidelity
from casewright.wire import from_json

__all__ = ["UNASKED", "asked", "gap_table"]

UNASKED = (
    "The loop-seal gap is not assessed: no judge of another family than the writer's and the loop's was asked "
    "(roles.seal in settings, or seal in the study file)."
)


def gap_table(groups: Sequence[Group]) -> Table:
    """Refused and unanswered, of what the loop accepted and the sealed judge was asked about."""
    columns = (
        Column("refused", "Refused by the sealed judge", better="low"),
        Column("cannot", "It could not answer", better="low"),
        Column("standing", "What its word is worth"),
    )
    rows = [_row(group) for group in groups if group.tried]
    note = (
        "Of what the loop accepted. A gap above the seal's own error rate says that the loop pleased its critics. The "
        "fidelity part corrects shares for errors that exams measured."
    )
    return Table("seal-gap", "Loop-seal gap", ("Arm", "Language"), columns, tuple(rows), note)


def asked(reports: Sequence[StudyReport]) -> list[StudyReport]:
    """Those that the sealed judge was asked about."""
    return [one for one in reports if one.record.get("seal") is not None]


def _row(group: Group) -> Row:
    own = asked(group.tried)
    rulings = [_ruling(one) for one in own]
    cells: dict[str, Cell] = {"standing": _standing(own)}
    if own:
        cells["refused"] = share(rulings.count("refuses"), len(own))
        cells["cannot"] = share(rulings.count("cannot_answer"), len(own))
    else:
        cells["refused"] = "not estimable: the seal was not asked"
    return Row((group.arm.name, *group.labels), cells, baseline=group.arm.parrot)


def _ruling(report: StudyReport) -> Ruling:
    """As `casewright.runs.seal_gap` reads it, under the default limits."""
    decision: Any = report.record["decision"]
    marks = set(report.record.get("marks") or ())
    if decision.get("by") == "seal":
        return "refuses" if report.outcome == "rejected" else "cannot_answer"
    if decision.get("by") == "gate" and not marks & {"seal_uncertified", "no_second_family"}:
        return "accepts"
    return ruling_of(
        from_json(Fidelity, report.record["seal"]), Limits(), str(report.record.get("level") or "sufficient")
    )


def _standing(reports: Sequence[StudyReport]) -> str:
    marks = {mark for one in reports for mark in one.record.get("marks") or ()}
    if "no_second_family" in marks:
        return "annotates: of a family that takes part, or may"
    return "annotates: it has no certificate" if "seal_uncertified" in marks else "decides" if reports else "–"
