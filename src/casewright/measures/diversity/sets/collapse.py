"""Mode collapse: the alarm that a writer says the same again and again, with a rule and an interval.

A group of eight reports or more gives an alarm where the whole one-sided interval of one of five figures lies beyond
its line: Self-BLEU-4, reports told after another, near-duplicates, template share, and the effective share of reports
(Vendi score of 5-grams over their number). The interval is the jackknife's at 1 - 0.05 / 5 (Bonferroni), so that the
five looks together give at most one false alarm in twenty groups that lie on their lines.

Lines: real notes of the same number and lengths and a margin where a reference is given, the interval then being that
of the difference. Otherwise `absolute_line`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casewright.measures.diversity.sets.findings import CollapseAlarm
from casewright.measures.diversity.sets.jackknife import Measured, t_quantile
from casewright.measures.diversity.sets.kinds import WORSE
from casewright.measures.diversity.sets.lines import RULES, absolute_line, relative_line
from casewright.measures.diversity.sets.reading import Reading
from casewright.measures.diversity.sets.replacing import list_replaced
from casewright.measures.figure import Figure

__all__ = ["LEAST_REPORTS", "find_alarms"]

LEAST_REPORTS = 8
ERROR = 0.05


def find_alarms(
    code: str, ids: Sequence[str], reading: Reading, measured: Measured, real: Measured | None
) -> list[CollapseAlarm]:
    """The alarms of a group.

    Args:
        code: Its name.
        ids: Ids of its reports.
        reading: Its reports.
        measured: Its figures.
        real: Real notes' figures at equal numbers and lengths, if there are any.
    """
    if len(ids) < LEAST_REPORTS or not measured.degrees:
        return []
    held = "an absolute line" if real is None else "real notes as many and as long"
    quantile = t_quantile(1 - ERROR / len(RULES), measured.degrees)
    found = []
    for rule in RULES:
        value, error, line = measured.values[rule], measured.errors[rule], _line(rule, len(ids), real)
        if value is None or error is None or line is None:
            continue
        error = float(np.hypot(error, (real.errors[rule] or 0.0) if real else 0.0))
        if _beyond(rule, value, quantile * error, line):
            figure = _figure(reading.count(rule), value, quantile * error, held)
            replace = tuple(ids[place] for place in list_replaced(rule, reading, line))
            found.append(CollapseAlarm(code, rule, figure, line, replace))
    return found


def _line(rule: str, n: int, real: Measured | None) -> float | None:
    if real is None:
        return absolute_line(rule, n)
    value = real.values[rule]
    return None if value is None else relative_line(rule, value)


def _beyond(rule: str, value: float, reach: float, line: float) -> bool:
    return value - reach > line if WORSE[rule] == "high" else value + reach < line


def _figure(n: int, value: float, reach: float, held: str) -> Figure:
    note = f"one-sided jackknife bounds at {1 - ERROR / len(RULES):.2%}; held against {held}"
    return Figure(value, n, max(0.0, value - reach), min(1.0, value + reach), note)
