"""What an exam will ask, and what that will cost, before anything but a short trial is paid."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from casewright.agents.protocol import Critic
from casewright.exams.examining.budget import Estimate, ExamBudget, Pace, criteria_of, sample_criteria
from casewright.exams.examining.capping import MOST, ask_again, cap_questions
from casewright.exams.examining.questions import criterion_key, is_accuracy
from casewright.exams.examining.sitting import Meter, sit_questions
from casewright.exams.response import Question
from casewright.graphs.parts import Resolver

__all__ = ["TRIAL", "ExamPlan", "measure_pace", "plan_exam"]

TRIAL = 3
"""Questions that time a model. In an exam with a folder they aren't paid a second time."""
FIRST = 0.9
"""Share of a budget for questions asked the first time."""


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What is asked. ``left_out`` names criteria that the budget had no room for: nothing is known of them."""

    questions: tuple[Question, ...]
    again: tuple[Question, ...]
    """Of ``questions``, those asked a second time."""
    left_out: tuple[str, ...]
    needs: Estimate
    whole: Estimate
    """What it would take without the budget."""
    pace: Pace

    @property
    def notes(self) -> tuple[str, ...]:
        """What the certificate says about the sample."""
        if not self.left_out:
            return ()
        criteria = len({criterion_key(one) for one in self.questions})
        return (
            f"the budget sampled {criteria} of {criteria + len(self.left_out)} criteria; these were not asked and"
            f" advise: {', '.join(self.left_out)}",
        )


async def plan_exam(
    critic: Critic,
    questions: Sequence[Question],
    resolve: Resolver,
    *,
    budget: ExamBudget | None = None,
    most: int | None = MOST,
    seed: int = 0,
    pace: Pace | None = None,
) -> ExamPlan:
    """Chooses questions and says what they take.

    Args:
        critic: Whoever will sit. A model is asked a few questions to time it; code costs nothing and is asked all.
        questions: All that could be asked.
        resolve: Gives the rubric of a (system, code, kind).
        budget: What it may take; by default whatever it takes.
        most: Questions a criterion, for models.
        seed: Of every draw.
        pace: Of the critic where it is known; no trial is then made.

    Raises:
        PausedError: the trial could not be made.
    """
    code = critic.family is None
    asked = cap_questions(questions, None if code else most, seed)
    if pace is None:
        pace = Pace() if code else await measure_pace(critic, asked, resolve, seed)
    afforded = float("inf") if budget is None else budget.questions(pace)
    chosen, left_out = _sampled(asked, afforded, seed)
    again, more = ask_again(chosen, seed, afforded - len(chosen)), ask_again(asked, seed)
    return ExamPlan(chosen, again, left_out, Estimate.of(chosen, again, pace), Estimate.of(asked, more, pace), pace)


async def measure_pace(
    critic: Critic, questions: Sequence[Question], resolve: Resolver, seed: int = 0, trial: int = TRIAL
) -> Pace:
    """What a question takes, by asking a few, one after the other.

    Answers from an exam's ledger count with the seconds that they once took.
    """
    able = [one for one in questions if is_accuracy(one)]
    sample = random.Random(seed).sample(able, min(trial, len(able)))  # noqa: S311 - no secrets here
    if not sample:
        return Pace()
    meter, begun = Meter(), time.monotonic()
    await sit_questions(critic, sample, resolve, meter=meter, at_once=1)
    cost, n = meter.cost, len(sample)
    return Pace(
        calls=cost.calls / n,
        tokens=(cost.prompt_tokens + cost.completion_tokens) / n,
        seconds=(cost.seconds or time.monotonic() - begun) / n,
        usd=None if cost.usd is None else cost.usd / n,
    )


def _sampled(
    questions: tuple[Question, ...], afforded: float, seed: int
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """Whole criteria, with a tenth of what is afforded left for asking again."""
    sizes, families = criteria_of(questions)
    kept = sample_criteria(sizes, families, afforded * FIRST, seed)
    chosen = tuple(one for one in questions if criterion_key(one) in kept)
    left_out = sorted({f"{families[key]}: {key[0]}" for key in sizes if key not in kept})
    return chosen, tuple(left_out)
