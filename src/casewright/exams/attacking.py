"""The attacks of an exam: how many are tried, what that takes, and how the judge fares with and without defences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from casewright.agents.protocol import Critic
from casewright.certificates import AttackEvidence
from casewright.exams.attacks import attack_critic
from casewright.exams.bases import Base
from casewright.exams.examining import ExamBudget, Pace
from casewright.types import Language

__all__ = ["Attacking"]

QUESTIONS = 2
"""Criteria that a model is asked about one attacked report."""
SIDES = 2
"""With defences and without; each has controls of its own, about as many again."""
SHARE = 0.25
"""Most of a budget that attacks take."""


@dataclass(frozen=True, slots=True)
class Attacking:
    """How many attacked reports are tried."""

    most: int

    def within(self, budget: ExamBudget | None, pace: Pace) -> tuple[Attacking, ExamBudget | None]:
        """No more than a share of the budget pays for, and what of the budget is left for questions."""
        if budget is None or not pace.calls:
            return self, budget
        few = Attacking(min(self.most, int(budget.questions(pace) * SHARE / (SIDES * SIDES * QUESTIONS))))
        left = {}
        for one in fields(ExamBudget):
            limit, each = getattr(budget, one.name), getattr(pace, one.name)
            left[one.name] = limit if limit is None else limit - few.asked * (each or 0)
        return few, replace(budget, **left)

    @property
    def asked(self) -> int:
        """Questions to a model, at most."""
        return self.most * SIDES * SIDES * QUESTIONS

    async def run(
        self,
        critic: Critic,
        undefended: Critic,
        bases: tuple[Base, ...],
        language: Language,
        seed: int,
        progress: Callable[[int, int], None],
    ) -> tuple[AttackEvidence, ...]:
        """What came of them; nothing without base texts in the language."""
        own = [base for base in bases if base.case.language == language]
        if not own or not self.most:
            return ()
        asked = None if critic.family is None else QUESTIONS
        return await attack_critic(critic, undefended, own, seed, progress, most=self.most, questions=asked)
