"""What becomes of a report when everything that may be abbreviated is: does the gate's code still read it alike."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from casewright.agents.rules_critic import RulesCritic
from casewright.facts import check_facts, fact_reasons
from casewright.measures.style import abbreviate, usable
from casewright.rubrics import resolve
from casewright.rubrics.matching import find_mentions
from casewright.types import Case, Report
from casewright.wire import from_json

__all__ = ["shortened"]


def shortened(records: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Reports, those that something was shortened in, and of these those with a new failed fact or another vote."""
    return dict(asyncio.run(_shortened(records)))


async def _shortened(records: Sequence[dict[str, Any]]) -> Counter[str]:
    told: Counter[str] = Counter()
    for record in records:
        case = from_json(Case, record["case"])
        sections = tuple((one["id"], record["text"][one["start"] : one["end"]]) for one in record["sections"])
        plain = _report(sections, case, ())
        short = _report(sections, case, usable(case.language))
        told["reports"] += 1
        if plain.text == short.text:
            continue
        told["shortened"] += 1
        before, after = await _read(plain, case), await _read(short, case)
        told["facts broken"] += bool(after[0] - before[0])
        told["votes changed"] += after[1] != before[1]
    return told


def _report(sections: Sequence[tuple[str, str]], case: Case, shorts: Sequence[str]) -> Report:
    from casewright.agents.composition import compose

    bodies = {
        name: body if name == "impression" else abbreviate(body, case.language, shorts) for name, body in sections
    }
    return compose(case, bodies)


async def _read(report: Report, case: Case) -> tuple[set[tuple[str, str | None]], dict[str, str]]:
    failed = fact_reasons(check_facts(case, report, find_mentions(report)), case)
    rubric = resolve(case.code, kind=case.kind, system=case.system)
    votes = await RulesCritic().review(report, rubric, case.person.age)
    return {(one.kind, one.target) for one in failed}, {one.criterion: getattr(one, "answer", "") for one in votes}
