"""A critic's exam, from base texts to a certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from casewright.agents.protocol import Critic
from casewright.certificates import AttackEvidence, Certificate
from casewright.exams.bases import Base
from casewright.exams.examining.budget import ExamBudget
from casewright.exams.examining.family import Family, examine_families
from casewright.exams.examining.issuing import exam_hash, grade_of, issue
from casewright.exams.examining.ledger import exam_ledger, seated
from casewright.exams.examining.people import people_asked, people_notes
from casewright.exams.examining.plan import ExamPlan, plan_exam
from casewright.exams.examining.questions import exam_questions, paper_in
from casewright.exams.examining.sitting import Meter, Progress, sit_questions, unwatched
from casewright.exams.paper import Item
from casewright.exams.response import Question, Response
from casewright.exams.running import resolve_once
from casewright.graphs.parts import Resolver
from casewright.models.protocol import Model
from casewright.settings.judging import Judging
from casewright.types import Language

if TYPE_CHECKING:
    from casewright.exams.labels import LabelledSet

__all__ = ["Exam", "examine"]


@dataclass(frozen=True, slots=True)
class Exam:
    """What is examined in one language: a paper over base texts, and people's labels if there are any."""

    language: Language
    items: tuple[Item, ...]
    questions: tuple[Question, ...]
    labels: LabelledSet | None = None
    resolve: Resolver = resolve_once

    @classmethod
    def of(
        cls,
        language: Language,
        bases: Sequence[Base],
        labels: LabelledSet | None = None,
        *,
        seed: int = 0,
        resolve: Resolver = resolve_once,
        items: Sequence[Item] | None = None,
    ) -> Exam:
        """The exam over those of the bases and labels that are in this language; ``items`` is their paper, if made."""
        items = tuple(paper_in(language, bases, seed) if items is None else items)
        asked = exam_questions(items, resolve)
        own = () if labels is None else labels.questions
        labelled = tuple(one for one in own if one.item.base.case.language == language)
        return cls(language, items, (*asked, *labelled), labels, resolve)

    @property
    def bases(self) -> int:
        return len({one.base.id for one in self.items})


@dataclass(frozen=True, slots=True)
class _Heard:
    """All that a critic answered, and what it cost."""

    plan: ExamPlan
    first: Sequence[Response]
    second: Sequence[Response]
    meter: Meter = field(default_factory=Meter)


async def examine(
    critic: Critic | Model,
    *,
    language: Language,
    bases: Sequence[Base],
    labels: LabelledSet | None = None,
    attacks: Sequence[AttackEvidence] = (),
    budget: ExamBudget | None = None,
    plan: ExamPlan | None = None,
    seed: int = 0,
    folder: Path | None = None,
    progress: Progress = unwatched,
    issued: str,
    judging: Judging | None = None,
    resolve: Resolver = resolve_once,
    items: Sequence[Item] | None = None,
) -> Certificate:
    """Examines a critic in one language; whatever it answers or fails to, there is a certificate in the end.

    Args:
        critic: A critic, or a model to be seated as the judge that suits it.
        language: Of the reports.
        bases: Good reports; those in other languages are left aside.
        labels: What people answered.
        attacks: How it fared under attack, measured elsewhere.
        budget: What it may take; criteria that don't fit are not examined, hence advise.
        plan: A plan made of the same before; the budget is then its.
        seed: Of every draw.
        folder: Keeps the calls of a model, so that the same exam goes on without paying twice. (A critic that is handed
            in brings its ledger: see `exam_ledger` and `behind_ledger`.)
        progress: Told how many of how many questions are answered.
        issued: Date, ISO 8601.
        judging: How a model is asked.
        resolve: Gives the rubric of a (system, code, kind).
        items: The paper over these bases in this language, where it is at hand.

    Raises:
        PausedError: the model can't be reached, or its own budget is spent; what was answered is kept in the folder.
    """
    exam = Exam.of(language, bases, labels, seed=seed, resolve=resolve, items=items)
    async with exam_ledger(folder) as ledger:
        seat = seated(critic, ledger, judging)
        made = plan or await plan_exam(seat, exam.questions, resolve, budget=budget, seed=seed)
        heard = await _sit(seat, made, resolve, progress)
    return issue(_certificate(seat, exam, heard, attacks, issued, seed))


async def _sit(critic: Critic, plan: ExamPlan, resolve: Resolver, progress: Progress) -> _Heard:
    meter, total = Meter(), len(plan.questions) + len(plan.again)
    before = len(plan.questions)
    first = await sit_questions(critic, plan.questions, resolve, lambda done, _: progress(done, total), meter=meter)
    second = await sit_questions(
        critic, plan.again, resolve, lambda done, _: progress(before + done, total), replicate=1, meter=meter
    )
    return _Heard(plan, first, second, meter)


def _certificate(
    critic: Critic, exam: Exam, heard: _Heard, attacks: Sequence[AttackEvidence], issued: str, seed: int
) -> Certificate:
    families = examine_families(heard.first, heard.second, seed)
    labels, labelled = exam.labels, people_asked(heard.plan.questions)
    return Certificate(
        id="",
        critic=critic.name,
        fingerprint=critic.fingerprint,
        language=exam.language,
        grade=grade_of(labelled),
        exam=exam_hash(exam.items, heard.plan.questions),
        issued=issued,
        families={one.evidence.family: one.evidence for one in families},
        criteria=tuple(criterion for one in families for criterion in one.criteria),
        bases=exam.bases,
        items=len({one.item.id for one in heard.plan.questions}),
        labelled=labelled,
        raters=len(labels.raters) if labels else 0,
        agreement=labels.agreement.coefficients if labels else {},
        model_family=critic.family,
        attacks=tuple(attacks),
        cost=heard.meter.cost,
        notes=(*heard.plan.notes, *_notes(families), *(labels.notes if labels else ()), *people_notes(heard.first)),
    )


def _notes(families: Sequence[Family]) -> tuple[str, ...]:
    own = [f"{one.evidence.family}: {one.evidence.why}" for one in families if "too few" in one.evidence.why]
    if not families:
        own.append("nothing was asked: no question, or none within the budget")
    elif not any(one.evidence.answered.hits for one in families):
        own.append("nothing was answered: it may decide nothing")
    return tuple(own)
