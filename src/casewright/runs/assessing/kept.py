"""How an evaluation run is kept: its reports as samples, grouped into orders by what they are judged as."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from casewright.hashing import content_hash
from casewright.ledger.protocol import OrderRow, PlannedSample, RunRow
from casewright.runs.evaluation import ScreenedReport

__all__ = ["EVALUATION", "SORT", "decides", "is_evaluation", "order_of", "orders_of", "report_of", "samples_of"]

SORT, EVALUATION = "sort", "evaluation"
"""What tells an evaluation run's `RunRow.decides` from that of orders, which say no sort."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


def is_evaluation(run: RunRow) -> bool:
    """Whether a run evaluates reports that exist; else it works off orders."""
    return run.decides.get(SORT) == EVALUATION


def decides(reports: Sequence[ScreenedReport], judging: str, nonce: str = "") -> dict[str, Any]:
    """What decides about the outcomes of an evaluation run: its reports and their judging."""
    told = {SORT: EVALUATION, "reports": content_hash([_case(report) for report in reports]), "judging": judging}
    return {**told, "nonce": nonce} if nonce else told


def order_of(target: Mapping[str, str]) -> str:
    """Names what a report is judged as."""
    return f"{target['code']}-{target['language']}-{target['kind']}-{content_hash(dict(target), 6)}"


def orders_of(reports: Sequence[ScreenedReport]) -> tuple[OrderRow, ...]:
    """A row for each thing that reports are judged as. It has room for all of them, whoever accepts them."""
    targets = {order_of(report.target): dict(report.target) for report in reports}
    number = Counter(order_of(report.target) for report in reports)
    return tuple(OrderRow(name, target, number[name]) for name, target in targets.items())


def samples_of(reports: Sequence[ScreenedReport]) -> tuple[PlannedSample, ...]:
    """A sample a report. Its id is the row's own, where that is fit for one and no other row has it; else it is
    ``row-N``, and the row's own goes along."""
    given = Counter(report.name for report in reports)
    fit = {name for name, times in given.items() if times == 1 and NAME.fullmatch(name)}
    found = []
    for number, report in enumerate(reports, 1):
        name = report.name if report.name in fit else _free(f"row-{number}", fit)
        found.append(PlannedSample(name, order_of(report.target), number, 0, _case(report)))
    return tuple(found)


def report_of(planned: PlannedSample) -> ScreenedReport:
    """The report of a sample, with the row's own id beside its other fields where the sample has another."""
    case = planned.case
    extra = dict(case["extra"])
    if case["name"] != planned.id:
        extra = {"id": case["name"], **extra}
    return ScreenedReport(case["name"], case["target"], case["report"], case["overlap"], extra)


def _case(report: ScreenedReport) -> dict[str, Any]:
    return {
        "name": report.name,
        "target": dict(report.target),
        "report": dict(report.report),
        "overlap": dict(report.overlap),
        "extra": dict(report.extra),
    }


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "."
    return name
