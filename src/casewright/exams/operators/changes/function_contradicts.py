"""Function contradicts: the patient of a severe code works as ever, the patient of a mild one can do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, facts_after, plant
from casewright.exams.operators.changes.clauses import as_names, find_clause
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import passages
from casewright.exams.swaps import Swap
from casewright.exams.truth import rubric_for, standing
from casewright.exams.word_bank import bank
from casewright.types import Fact, Severity
from casewright.vocabulary.concepts import concept

__all__ = ["contradict_function"]

End = Literal["preserved", "lost"]
LOST = ("occupational-impairment", "selfcare-impairment")


def contradict_function(base: Base, seed: int = 0) -> Defect | None:
    """Tells the functioning that the code's rubric can't bear, in place of all that is told of it.

    Applies where by the changed facts a criterion fails that held before: to any code whose rubric asks about
    functioning. A text of which not every statement about functioning is in the bank is left alone.
    """
    ends: tuple[End, ...] = ("preserved", "lost")
    facts = [fact for fact in base.case.facts if _is_function(fact)]
    changes = [change for end in ends if facts and (change := _change(base, facts, end)) is not None]
    return plant("function-contradicts", base, seed, [change for change in changes if _harms(base, change)])


def _is_function(fact: Fact) -> bool:
    mine = fact.subject == "patient" and fact.status == "present" and fact.time == "current"
    return mine and concept(fact.concept).category == "function"


def _harms(base: Base, change: Change) -> bool:
    rubric = rubric_for(base.case.code, base.case.kind, base.case.system)
    before = standing(base.case, base.case.facts, rubric)
    after = standing(base.case, facts_after(base, change), rubric)
    return bool({*after.unmet, *after.contradictions} - {*before.unmet, *before.contradictions})


def _change(base: Base, facts: list[Fact], end: End) -> Change | None:
    swaps = () if base.origin == "composed" else _swaps(base, facts, end)
    if swaps is None:
        return None
    changed: dict[str, Fact | None] = {fact.id: None for fact in facts}
    changed[facts[0].id] = _plain(facts[0], "functioning-preserved" if end == "preserved" else LOST[0], facts[0].id)
    added = (_plain(facts[0], LOST[1], f"{facts[0].id[:55]}-too"),) if end == "lost" else ()
    was = ", ".join(" ".join(filter(None, (fact.concept, fact.severity))) for fact in facts)
    return Change(f"functioning {end} where it was {was}", changed, added, swaps)


def _plain(fact: Fact, name: str, new_id: str) -> Fact:
    """What stands for all that was told."""
    severity: Severity | None = "severe" if name in LOST else None
    return replace(fact, id=new_id, concept=name, severity=severity, quantity=None)


def _swaps(base: Base, facts: list[Fact], end: End) -> tuple[Swap, ...] | None:
    """Swaps that cover every fact once, or ``None``."""
    found = list(_clauses(base, facts, end))
    covered = [name for names, _ in found for name in names]
    complete = sorted(covered) == sorted(fact.id for fact in facts)
    return tuple(swap for _, swap in found) if complete else None


def _clauses(base: Base, facts: list[Fact], end: End) -> Iterator[tuple[list[str], Swap]]:
    sentences = passages(base.report)
    for entry in bank("function")[base.case.language]:
        if end in entry:
            for passage, swap in find_clause(base, sentences, entry["found"], entry[end]):
                names = as_names(entry["about"])
                yield [fact.id for fact in facts if fact.section == passage.section and fact.concept in names], swap
