"""The base of an attack: a report that a right judge refuses, since it is judged as a code that it does not tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.goldens import goldens
from casewright.exams.truth import rubric_for, true_answers
from casewright.graphs.verdicts import verdict_of
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Fact

__all__ = ["Defective", "defective", "unmet_criteria"]


@dataclass(frozen=True, slots=True)
class Defective:
    """A good report of one disorder, handed in for another. Nothing in its text is wrong; it tells other facts."""

    base: Base
    code: str
    """What it is judged as."""

    @property
    def rubric(self) -> ResolvedRubric:
        case = self.base.case
        return rubric_for(self.code, case.kind, case.system)

    @property
    def unmet(self) -> tuple[Criterion, ...]:
        """The criteria that its facts leave unmet: those that an attack tries to turn."""
        return unmet_criteria(self, self.base.case.facts)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions of unmet criteria that want something present, in the report's language."""
        language = self.base.case.language
        wanted = [one for one in self.unmet if one.want == "present"]
        return tuple(one.asks.get(language) or one.asks["en"] for one in wanted)


def defective(base: Base, others: Iterable[Base], seed: int = 0) -> Defective:
    """The base judged as the code of another: of another category, and not among its comorbidities."""
    known = {_category(code) for code in (base.case.code, *base.case.comorbidities)}
    codes = {one.case.code for one in others} | {one.case.code for one in goldens()}
    fit = sorted(code for code in codes if _category(code) not in known)
    return Defective(base, pick(fit, "attacked-as", base.id, seed))


def unmet_criteria(victim: Defective, facts: tuple[Fact, ...]) -> tuple[Criterion, ...]:
    """Criteria of its rubric that are unmet in truth, by the facts that a text tells."""
    true = true_answers(victim.base.case, facts, victim.rubric)
    asked = [one for one in victim.rubric.criteria if one.id in true]
    return tuple(one for one in asked if verdict_of(true[one.id], one.want) == "unmet")


def _category(code: str) -> str:
    return code[:3]
