"""What a later attempt does anew: sections with something wrong are rewritten, facts left out are added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casewright.agents.composition import facts_by_section
from casewright.agents.protocol import Brief
from casewright.types import FactCheck, Report

__all__ = ["RepairPlan", "plan_repair"]


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """``kept`` are the section texts that stand; ``add`` the facts to tell behind them."""

    rewrite: frozenset[str]
    kept: Mapping[str, str] = field(default_factory=dict)
    add: frozenset[str] = frozenset()


def plan_repair(brief: Brief) -> RepairPlan:
    """What to write in this attempt.

    A first draft, a masked draft and a failure that has no place (support, a contradiction, text that is no report)
    rewrite everything.
    """
    everything = RepairPlan(frozenset(facts_by_section(brief.case)))
    if brief.previous is None or brief.checked is None or brief.previous.masked:
        return everything
    if any(reason.kind not in ("fact", "added") for reason in brief.feedback):
        return everything
    home = {fact.id: fact.section for fact in brief.case.facts}
    wrong = {home[item.id] for item in brief.checked.items if item.state not in ("told", "missing")}
    rewrite = frozenset(wrong | _with_additions(brief.previous, brief.checked))
    missing = {item.id for item in brief.checked.items if item.state == "missing" and home[item.id] not in rewrite}
    if not rewrite and not missing:
        return everything
    return RepairPlan(rewrite, _bodies(brief.previous), frozenset(missing))


def _with_additions(report: Report, checked: FactCheck) -> set[str]:
    return {part.id for added in checked.added for part in report.sections if part.start <= added.start < part.end}


def _bodies(report: Report) -> dict[str, str]:
    return {part.id: report.text[part.start : part.end] for part in report.sections}
