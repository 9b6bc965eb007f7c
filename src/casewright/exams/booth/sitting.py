"""The process that an exam sits in: a task in JSON on standard input, lines of JSON on standard output.

A line tells how many of how many questions are answered, what certificates came of it, or why there are none. It never
holds a word of a report.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

from casewright.certificates import Certificate
from casewright.errors import CasewrightError, PausedError
from casewright.exams.bases import Base, composed
from casewright.exams.booth.rubrics import resolver, with_rubrics
from casewright.exams.booth.task import Task
from casewright.exams.examining import ExamBudget, examine
from casewright.exams.goldens import goldens
from casewright.exams.labels import LabelledSet, labelled_questions
from casewright.exams.planning import Planned, plan_language
from casewright.exams.seat import Seat
from casewright.overlays import overlaid
from casewright.plans import case_sources
from casewright.settings import load_settings
from casewright.types import Language
from casewright.wire import to_json

__all__ = ["main", "sit"]

ATTACKS, COMPOSED = 75, 46
"""Attacked reports, and composed texts, a language: as many as ``casewright judge exam`` takes."""
PAUSED = "no model would answer now, or a budget is spent; begun again it goes on, and no answer is paid twice"
Tell = Callable[[Any], None]


async def sit(task: Task, tell: Tell) -> list[Certificate]:
    """The certificates, one for each language that people labelled reports of.

    Raises:
        CasewrightError: it can't be sat.
    """
    settings = load_settings(task.config)
    settings = settings.with_profile(task.profile) if task.profile else settings
    resolve = resolver(task.overlays)
    labels = labelled_questions(with_rubrics(task.labels, resolve), resolve)
    seat = Seat(task.critic, settings, task.folder, lambda what, share: None)
    async with seat.taken() as (critic, undefended):
        plans = {language: await _planned(critic, language, task, labels) for language in _languages(labels)}
        done, total = 0, sum(len(made.plan.questions) + len(made.plan.again) for _, made in plans.values())
        tell({"done": 0, "total": total})
        found = []
        for language, (bases, made) in plans.items():
            attacks = await made.attacks.run(critic, undefended, bases, language, task.seed, lambda n, of: None)
            before = done
            certificate = await examine(
                critic,
                language=language,
                bases=bases,
                labels=labels,
                attacks=attacks,
                plan=made.plan,
                seed=task.seed,
                progress=lambda n, of, before=before: tell({"done": before + n, "total": total}),  # type: ignore[misc]
                issued=datetime.now(UTC).date().isoformat(),
                resolve=resolve,
            )
            done += len(made.plan.questions) + len(made.plan.again)
            found.append(certificate)
    return found


def main() -> int:
    """Reads the task, sits, and tells. Whatever a library prints goes elsewhere."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(value: Any) -> None:
        out.write(json.dumps(value) + "\n")
        out.flush()

    task = Task.model_validate_json(sys.stdin.buffer.read())
    try:
        with ExitStack() as stack:
            stack.enter_context(overlaid(task.overlays))
            tell({"certificates": [to_json(one) for one in asyncio.run(sit(task, tell))]})
    except PausedError:
        tell({"why": PAUSED})
    except CasewrightError as error:
        tell({"why": f"it can't be sat with these settings and labels ({type(error).__name__})"})
    return 0


def _languages(labels: LabelledSet) -> list[Language]:
    return sorted({one.item.base.case.language for one in labels.questions})


async def _planned(
    critic: Any, language: Language, task: Task, labels: LabelledSet
) -> tuple[tuple[Base, ...], Planned]:
    bases = _bases(language, task)
    budget = None if critic.family is None else ExamBudget(calls=task.calls)
    made = await plan_language(
        critic,
        language,
        bases=bases,
        labels=labels,
        resolve=resolver(task.overlays),
        attacks=ATTACKS,
        budget=budget,
        seed=task.seed,
    )
    return bases, made


def _bases(language: Language, task: Task) -> tuple[Base, ...]:
    if task.bases == "none":
        return ()
    written = tuple(one for one in goldens() if one.case.language == language)
    if task.bases == "goldens":
        return written
    return (*written, *composed(COMPOSED, list(case_sources()), (language,), task.seed))


if __name__ == "__main__":
    sys.exit(main())
