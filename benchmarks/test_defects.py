"""False accepts by planted defect and false rejects of goldens, for the whole gate and for the rules critic alone.

No timing: the table is the result (`casewright.exams` says how it is made).
"""

from __future__ import annotations

from collections.abc import Callable

from casewright.exams.paper import paper
from casewright.exams.running import sit
from casewright.exams.tables import render_exam


async def test_planted_defects(say: Callable[[str], None]) -> None:
    """Forty goldens in two languages, six kinds of defect, four kinds of harmless edit."""
    items = paper()
    results = [*await sit(items, "gate"), *await sit(items, "rules")]
    say(render_exam(results))
    assert len(results) == 2 * len(items)
