"""What an accepted report cost: calls, tokens, seconds and dollars, refused samples counted in"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, sqrt

from casewright.measures.figure import Figure
from casewright.studies.acceptance.groups import Group, passed
from casewright.studies.material import StudyReport
from casewright.studies.statistics import words_for_few
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["cost_table", "spending"]

AMOUNTS = ("calls", "tokens", "seconds", "usd")
FREE = "no calls: no model wrote or judged"
UNPRICED = "not estimable: the price of {n} of {of} samples is not known"
CACHED = "not estimable: {n} of {of} calls were answered by a cache, which costs nothing"
PARTLY = "at least: {n} of {of} calls were answered by a cache, which costs nothing"


def cost_table(groups: Sequence[Group]) -> Table:
    """Per accepted report: what all samples used over how many were accepted."""
    columns = (
        Column("calls", "Calls", 1, "low"),
        Column("tokens", "Tokens", 0, "low"),
        Column("seconds", "Model seconds", 1, "low"),
        Column("usd", "Dollars", 4, "low"),
    )
    rows = [Row((group.arm.name, *group.labels), _cells(group), baseline=group.arm.parrot) for group in groups]
    note = (
        "What all samples used, refused ones and errors too, over how many were accepted; n is the samples. Intervals: "
        "of the ratio's logarithm, by linearisation. Tokens are of prompt and completion, as the model's own tokenizer "
        "counts them."
    )
    return Table("cost", "Cost of an accepted report", ("Arm", "Language"), columns, tuple(rows), note)


def spending(reports: Sequence[StudyReport], steps: int = 20) -> list[tuple[float, int, int]]:
    """Calls so far, accepted so far and samples so far, at some places along the samples."""
    found: list[tuple[float, int, int]] = []
    calls = accepted = 0
    marks = {round(len(reports) * step / steps) for step in range(1, steps + 1)}
    for number, one in enumerate(reports, start=1):
        calls += int(_cost(one).get("calls") or 0)
        accepted += passed(one)
        if number in marks:
            found.append((float(calls), accepted, number))
    return found


def _cells(group: Group) -> dict[str, Cell]:
    return {name: _per_accepted(group, name) for name in AMOUNTS}


def _per_accepted(group: Group, name: str) -> Cell:
    if group.blank:
        return group.blank
    calls, cached = (sum(int(_cost(one).get(key) or 0) for one in group.tried) for key in ("calls", "cached"))
    if not calls:
        return FREE
    if name != "calls" and cached == calls:
        return CACHED.format(n=cached, of=calls)
    if not group.accepted:
        return f"not estimable: none of {len(group.tried)} was accepted"
    unpriced = sum(_cost(one).get("usd") is None for one in group.tried)
    if name == "usd" and unpriced:
        return UNPRICED.format(n=unpriced, of=len(group.tried))
    found = _ratio(group, name)
    return replace(found, note=PARTLY.format(n=cached, of=calls)) if cached and name != "calls" else found


def _ratio(group: Group, name: str) -> Figure:
    """A ratio of two means over the same samples, with the interval of its logarithm by linearisation.

    Cochran 1977, Sampling Techniques, 6.3; with Student's quantile.
    """
    used = [_amount(one, name) for one in group.tried]
    kept = [float(passed(one)) for one in group.tried]
    n, accepted = len(used), sum(kept)
    value = sum(used) / accepted
    if accepted < 2 or value == 0:
        return Figure(value, n, note="no interval: a single accepted report" if value else "no interval: all are 0")
    from scipy.stats import t

    each, share = sum(used) / n, accepted / n
    spread = sum((one / each - own / share) ** 2 for one, own in zip(used, kept, strict=True)) / (n - 1)
    half = float(t.ppf(0.975, n - 1)) * sqrt(spread / n)
    return Figure(value, n, value * exp(-half), value * exp(half), words_for_few(n, "log interval over samples"))


def _amount(one: StudyReport, name: str) -> float:
    cost = _cost(one)
    if name == "tokens":
        return float((cost.get("prompt_tokens") or 0) + (cost.get("completion_tokens") or 0))
    return float(cost.get(name) or 0)


def _cost(one: StudyReport) -> dict[str, float]:
    return one.record.get("cost") or {}
