"""What a judge will be asked in one language, within the budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casewright.agents.protocol import Critic
from casewright.exams.attacking import Attacking
from casewright.exams.bases import Base
from casewright.exams.examining import Exam, ExamBudget, ExamPlan, Pace, plan_exam
from casewright.exams.examining.plan import measure_pace
from casewright.exams.labels import LabelledSet
from casewright.graphs.parts import Resolver
from casewright.types import Language

__all__ = ["Planned", "plan_language"]


@dataclass(frozen=True, slots=True)
class Planned:
    """Questions, and attacks."""

    plan: ExamPlan
    attacks: Attacking


async def plan_language(
    critic: Critic,
    language: Language,
    *,
    bases: Sequence[Base],
    labels: LabelledSet | None,
    resolve: Resolver,
    attacks: int,
    budget: ExamBudget | None = None,
    seed: int = 0,
) -> Planned:
    """Times the judge on a few questions, then shares the budget out.

    Args:
        critic: Whoever will sit.
        language: Of the reports.
        bases: Good reports; those in other languages are left aside.
        labels: What people answered.
        resolve: Gives the rubric of a (system, code, kind).
        attacks: Attacked reports, at most.
        budget: What it may take; by default whatever it takes.
        seed: Of every draw.

    Raises:
        PausedError: the trial could not be made.
    """
    exam = Exam.of(language, bases, labels, seed=seed, resolve=resolve)
    pace = None if critic.family is None else await _pace(critic, exam, resolve, seed)
    tried = Attacking(attacks)
    if pace is not None:
        tried, budget = tried.within(budget, pace)
    plan = await plan_exam(critic, exam.questions, resolve, budget=budget, seed=seed, pace=pace)
    return Planned(plan, tried)


async def _pace(critic: Critic, exam: Exam, resolve: Resolver, seed: int) -> Pace:
    """As measured; where the trial had no call answered it is taken for one a question, or no budget would bind."""
    found = await measure_pace(critic, exam.questions, resolve, seed)
    return found if found.calls else replace(found, calls=1.0)
