"""Sections that a kind of document requires and a draft left out."""

from __future__ import annotations

from casewright.types import Case, Reason, Report
from casewright.vocabulary.kinds import kind

__all__ = ["missing_sections"]


def missing_sections(case: Case, report: Report) -> tuple[Reason, ...]:
    """One reason (kind ``fact``, target ``section:ID``) for each required section of which the draft has nothing.

    Only sections that the case tells something in are asked for: a user's own case may be shorter than its kind.
    """
    told = {fact.section for fact in case.facts if fact.told}
    there = {part.id for part in report.sections if report.text[part.start : part.end].strip()}
    wanted = [section.id for section in kind(case.kind).sections if section.required and section.id in told]
    return tuple(
        Reason("fact", f"the required section {name!r} is missing", target=f"section:{name}")
        for name in wanted
        if name not in there
    )
