"""How many calls of models a critic may take, told before the first."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.rubrics.goldens import GoldenCase
from casewright.settings.judging import Judging

__all__ = ["most_calls"]

RULES = "rules"


def most_calls(critic: str, judging: Judging, cases: Sequence[GoldenCase]) -> int:
    """At most so many: a small model is asked only where a passage names what the question asks about, and what was
    answered before isn't asked again.
    """
    per_text = [len({one.aspect for one in case.rubric.criteria}) for case in cases]
    per_question = [len(case.rubric.criteria) for case in cases]
    return _askings(critic, judging, ()) * sum(per_text if judging.ask == "aspect" else per_question)


def _askings(name: str, judging: Judging, within: tuple[str, ...]) -> int:
    if name == RULES or name in within:
        return 0
    times = judging.juries[name].replicates if name in judging.juries else 1
    members = judging.members(name)
    return times * sum(_askings(member, judging, (*within, name)) for member in members) if members else 1
