"""A kind's required sections."""

from __future__ import annotations

from dataclasses import replace

from casewright.agents.parrot import ParrotWriter
from casewright.agents.protocol import Brief
from casewright.facts import missing_sections
from casewright.plans import CaseRequest, draw_case
from casewright.types import Order


async def test_a_required_section_left_out_is_named() -> None:
    """By its id; optional ones may be missing, and so may one that the case tells nothing in."""
    case = draw_case(CaseRequest("order", Order("F32.1"), 0, 7, ()))
    report = await ParrotWriter().write(Brief(case, 1))
    assert missing_sections(case, report) == ()
    without = replace(report, sections=tuple(part for part in report.sections if part.id not in ("plan", "risk")))
    assert [reason.target for reason in missing_sections(case, without)] == ["section:plan"]
    silent = replace(case, facts=tuple(fact for fact in case.facts if fact.section != "plan"))
    assert missing_sections(silent, without) == ()
