"""What measuring a set finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casewright.measures.figure import Figure

__all__ = ["CollapseAlarm", "SetDiversity"]


@dataclass(frozen=True, slots=True)
class CollapseAlarm:
    """A group of reports that say the same again and again.

    Attributes:
        code: The group: a code, or ``code (language)`` where a code has reports in two.
        rule: Name of the figure that gave the alarm.
        figure: The figure, with the interval that the rule is about.
        line: What the interval lies beyond.
        replace: Ids of the reports to replace: taken out, the figure is back at its line.
    """

    code: str
    rule: str
    figure: Figure
    line: float
    replace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetDiversity:
    """The figures of a set by name.

    Attributes:
        overall: Figures of all reports together.
        by_code: Figures of the reports of each group (see `CollapseAlarm.code`).
        reference: The overall figures of real notes, as many and as long; empty without a reference.
        alarms: Groups in which a mode collapsed.
        reference_by_code: The same real notes' figures at each group's number and lengths.
        less_diverse: Names of the figures that are worse than real notes', by the interval of the difference; by
            group, the empty string being the whole set. A group is missing where nothing was compared.
    """

    overall: Mapping[str, Figure]
    by_code: Mapping[str, Mapping[str, Figure]]
    reference: Mapping[str, Figure] = field(default_factory=dict)
    alarms: tuple[CollapseAlarm, ...] = ()
    reference_by_code: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    less_diverse: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
