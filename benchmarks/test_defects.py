"""False accepts by planted defect and false rejects of goldens, with the case at hand and evaluated alone.

No timing: the table is the result (`casewright.exams` says how it is made).
"""

from __future__ import annotations

from collections.abc import Callable

from casewright.exams.operators.intrusions import exam_reference
from casewright.exams.paper import paper
from casewright.exams.running import ExamGate, sit
from casewright.exams.tables import render_exam


async def test_planted_defects(say: Callable[[str], None]) -> None:
    """Forty goldens in two languages, every operator, four kinds of harmless edit."""
    items, gate = paper(), ExamGate(reference=exam_reference())
    results = [*await sit(items, "generate", gate), *await sit(items, "evaluate", gate)]
    say(render_exam(results))
    assert len(results) == 2 * len(items)
