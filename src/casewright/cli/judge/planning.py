"""What a judge will be asked in one language, within the budget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from casewright.agents.protocol import Critic
from casewright.cli.judge.attacking import Attacking
from casewright.cli.judge.material import Material
from casewright.exams.examining import Exam, ExamPlan, Pace, plan_exam
from casewright.exams.examining.plan import measure_pace
from casewright.graphs.parts import Resolver
from casewright.types import Language

__all__ = ["Planned", "plan_language"]


@dataclass(frozen=True, slots=True)
class Planned:
    """Questions, and attacks."""

    plan: ExamPlan
    attacks: Attacking


async def plan_language(critic: Critic, language: Language, material: Material, given: dict[str, Any]) -> Planned:
    """Times the judge on a few questions, then shares the budget out.

    Raises:
        PausedError: the trial could not be made.
    """
    resolve, seed = material.resolve, given["seed"]
    exam = Exam.of(language, material.bases, material.labels, seed=seed, resolve=resolve)
    pace = None if critic.family is None else await _pace(critic, exam, resolve, seed)
    attacks, budget = Attacking(given["attacks"]), given["budget"]
    if pace is not None:
        attacks, budget = attacks.within(budget, pace)
    plan = await plan_exam(critic, exam.questions, resolve, budget=budget, seed=seed, pace=pace)
    return Planned(plan, attacks)


async def _pace(critic: Critic, exam: Exam, resolve: Resolver, seed: int) -> Pace:
    """As measured; where the trial had no call answered it is taken for one a question, or no budget would bind."""
    found = await measure_pace(critic, exam.questions, resolve, seed)
    return found if found.calls else replace(found, calls=1.0)
